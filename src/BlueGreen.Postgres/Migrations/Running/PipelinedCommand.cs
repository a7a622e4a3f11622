using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>A command of a pipeline.</summary>
/// <param name="Command">The command.</param>
internal sealed record PipelinedCommand(NpgsqlBatchCommand Command)
{
    /// <summary>What the server's refusal means; null where it means what it says.</summary>
    public Func<PostgresException, Exception?>? Explain { get; init; }

    public static PipelinedCommand Commit => Of("COMMIT");

    /// <param name="sql">One statement.</param>
    /// <param name="values">What its <c>@name</c>s stand for; those that it does not have are left out.</param>
    public static PipelinedCommand Of(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in values)
        {
            command.Parameters.Add(new(name, value ?? DBNull.Value));
        }

        return new(command);
    }
}
