using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Sql;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>
/// Asks for the tables of a statement, inside its transaction, without waiting. What cannot be asked for, such as a view, is refused while a long transaction holds it. What is not there, is not asked
/// for: this transaction will make it.
/// </summary>
internal static class LockRequest
{
    public static PipelinedCommand Of(ImmutableArray<LockTarget> targets, TimeSpan longTransaction)
    {
        var body = string.Concat(targets.Select(target => Ask(target, longTransaction)));
        var tag = "$locks$";
        for (var i = 1; body.Contains(tag, StringComparison.Ordinal); i++)
        {
            tag = $"$locks{i}$";
        }

        return PipelinedCommand.Of($"DO {tag} BEGIN {body}END {tag}") with { Explain = Explain };
    }

    private static string Ask(LockTarget target, TimeSpan longTransaction)
    {
        var name = target.Table.Replace("'", "''", StringComparison.Ordinal);
        var excluded = string.Join(", ", Enum.GetValues<LockMode>().Where(mode => target.Mode.Excludes(mode)).Select(mode => $"'{mode}Lock'"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            IF (SELECT relkind FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass('{name}')) IN ('r', 'p', 'f') THEN
                LOCK TABLE {target.Table} IN {target.Mode.ToSql()} NOWAIT;
            ELSIF EXISTS (
                SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
                WHERE l.relation = pg_catalog.to_regclass('{name}') AND l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid() AND l.mode IN ({excluded})
                    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                    AND a.xact_start < pg_catalog.clock_timestamp() - {longTransaction.TotalMilliseconds} * interval '1 ms') THEN
                RAISE lock_not_available;
            END IF;

            """);
    }

    private static TableBusyException? Explain(PostgresException answer) => answer.SqlState == PostgresErrorCodes.LockNotAvailable ? new(answer) : null;
}
