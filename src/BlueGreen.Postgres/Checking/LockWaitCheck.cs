using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Nobody may wait long for a lock.</summary>
internal sealed class LockWaitCheck(TimeSpan limit)
{
    private const int Most = 10;

    public async Task<CheckResult> RunAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        LockWaitRow[] waits = [.. await session.QueryAsync<LockWaitRow>(new(
            $"""
            select l.pid as "Pid", a.application_name as "Application", l.mode as "Mode", coalesce(l.relation::regclass::text, l.locktype) as "Target",
                coalesce(extract(epoch from clock_timestamp() - l.waitstart), 0)::double precision as "Seconds",
                (select string_agg(format('pid %s (%s)', b.pid, b.application_name), ', ') from pg_stat_activity b where b.pid = any (pg_blocking_pids(l.pid))) as "Blockers"
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and a.datname = current_database()
                and coalesce(clock_timestamp() - l.waitstart, interval '0') >= make_interval(secs => @seconds)
            order by l.waitstart limit {Most}
            """,
            new { seconds = limit.TotalSeconds }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)];
        return waits.Length == 0 ? CheckResult.Pass($"nobody has waited longer than {limit}") : CheckResult.Fail(string.Join("; ", waits.Select(wait => wait.ToString())));
    }
}
