using Npgsql;

namespace BlueGreen.Postgres.Programs;

/// <summary>A program of PostgreSQL, and what to say when it does not do.</summary>
/// <param name="Program">Its path, or its name where the system finds it.</param>
/// <param name="Arguments">Its arguments, without secrets.</param>
internal sealed record ProgramCall(string Program, string[] Arguments)
{
    /// <summary>What it is called in messages. Default: the program.</summary>
    public string Name { get => field ?? Program; init; }

    /// <summary>The database that it works on; null where it needs none.</summary>
    public NpgsqlConnectionStringBuilder? Database { get; init; }

    /// <summary>More of its environment, such as what it must know and nobody may read among its arguments.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What its sessions are called.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>What to do when it failed.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>What to do when it is not there.</summary>
    public required string IfMissing { get; init; }

    /// <summary>Hears each line that it writes to its standard error.</summary>
    public Action<string>? Said { get; init; }

    /// <summary>Called when it failed, so that processes that it left behind end, too.</summary>
    public Func<CancellationToken, Task> EndChildren { get; init; } = _ => Task.CompletedTask;
}
