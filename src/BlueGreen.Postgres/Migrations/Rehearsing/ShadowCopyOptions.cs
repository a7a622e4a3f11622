namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>How a database's schema is copied.</summary>
public sealed record ShadowCopyOptions
{
    /// <summary>The server that gets the copy, in the words of Npgsql, by any of its databases. Default: null, the same server. It must not be older than the one that serves, and be of the same major version for the same locks.</summary>
    public string? Server { get; init; }

    /// <summary>The folder of <c>pg_dump</c> and <c>pg_restore</c>, which must not be older than the server. Default: null, where the system finds them.</summary>
    public string? ProgramFolder { get; init; }

    /// <summary>The schema of the migrations' journal, whose rows are copied, too, so that what is applied is known. Default: <c>bluegreen</c>.</summary>
    public string JournalSchema { get; init; } = "bluegreen";

    /// <summary>How long to wait for tables that a schema change holds. While it copies, schema changes of all tables wait in turn. Default: 10 seconds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
