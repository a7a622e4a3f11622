using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>Looks who is in the way, without asking for a lock.</summary>
internal static class LockProbe
{
    private const int Most = 10;

    private const string Session = """
        a.pid as "Pid", a.application_name as "Application", a.state as "State", left(a.query, 200) as "Query",
        extract(epoch from clock_timestamp() - a.xact_start)::double precision as "Age"
        """;

    /// <summary>The sessions whose locks exclude what is wanted, the oldest transaction first.</summary>
    public static async Task<ImmutableArray<LockBlocker>> FindAsync(NpgsqlConnection connection, ImmutableArray<LockTarget> targets, CancellationToken cancellationToken)
    {
        var holders = await connection.QueryAsync<LockHolder>(new(
            $"""
            select t.name as "Table", l.mode as "Mode", {Session}
            from unnest(@names) t(name)
            join pg_locks l on l.relation = to_regclass(t.name) and l.locktype = 'relation' and l.granted and l.pid <> pg_backend_pid()
                and l.database = (select oid from pg_database where datname = current_database())
            join pg_stat_activity a on a.pid = l.pid
            """,
            new { names = targets.Select(target => target.Table).Distinct().ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return
        [
            .. holders.Where(holder => targets.Any(target => target.Table == holder.Table && LockModes.TryRead(holder.Mode, out var held) && target.Mode.Excludes(held)))
                .DistinctBy(holder => holder.Pid).OrderByDescending(holder => holder.Age).Take(Most).Select(holder => holder.ToBlocker()),
        ];
    }

    /// <summary>The sessions that another one waits for at this moment.</summary>
    public static async Task<ImmutableArray<LockBlocker>> FindBlockersAsync(NpgsqlConnection connection, int waiting, CancellationToken cancellationToken)
    {
        var holders = await connection.QueryAsync<LockHolder>(new(
            $"""select '' as "Table", '' as "Mode", {Session} from pg_stat_activity a where a.pid = any (pg_blocking_pids(@waiting)) order by a.xact_start limit {Most}""",
            new { waiting }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. holders.Select(holder => holder.ToBlocker())];
    }

    /// <summary>The oldest transactions that hold any table of the database: who may be in the way of a statement whose tables are not known.</summary>
    public static async Task<ImmutableArray<LockBlocker>> FindOldestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var holders = await connection.QueryAsync<LockHolder>(new(
            $"""
            select '' as "Table", '' as "Mode", {Session}
            from pg_stat_activity a
            where a.datname = current_database() and a.pid <> pg_backend_pid()
                and exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'relation' and l.granted and l.relation >= 16384)
            order by a.xact_start limit {Most}
            """,
            commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. holders.Select(holder => holder.ToBlocker())];
    }
}
