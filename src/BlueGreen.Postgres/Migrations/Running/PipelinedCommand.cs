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
    public static PipelinedCommand Of(string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        return new(command);
    }

    /// <summary>A value that has its type also where it is null, so that a statement that is kept parsed fits it.</summary>
    public static NpgsqlParameter Value<T>(string name, T value) => new NpgsqlParameter<T>(name, value);
}
