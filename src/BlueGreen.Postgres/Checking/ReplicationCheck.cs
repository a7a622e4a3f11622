using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>
/// Standbys must stream and replay in time what is written now. That is measured, not read from <c>replay_lag</c>, which keeps its last value while a standby has stopped to replay.
/// </summary>
internal sealed class ReplicationCheck(TimeSpan limit, int standbys, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public async Task<CheckResult> RunAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        if (await AskAsync("select pg_is_in_recovery()", session, cancellationToken).ConfigureAwait(false) is true)
        {
            return CheckResult.Fail("it is a standby itself, which does not know how far others are behind. Ask the primary");
        }

        if (await AskAsync("select pg_has_role('pg_read_all_stats', 'usage')", session, cancellationToken).ConfigureAwait(false) is not true)
        {
            return CheckResult.Fail("the role may not see how far standbys are behind. Grant it pg_monitor, or pg_read_all_stats");
        }

        var began = clock.GetTimestamp();
        var written = (string)(await AskAsync("select pg_current_wal_flush_lsn()::text", session, cancellationToken).ConfigureAwait(false))!;
        while (true)
        {
            var rows = await ReadAsync(session, written, cancellationToken).ConfigureAwait(false);
            if (Judge(rows, clock.GetElapsedTime(began)) is { } verdict)
            {
                return verdict;
            }

            await Task.Delay(Interval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null while there is time left.</summary>
    private CheckResult? Judge(StandbyRow[] rows, TimeSpan waited)
    {
        var streaming = rows.Where(row => row.State == "streaming").ToArray();
        var found = rows.Length == 0 ? "no standby is connected" : string.Join(", ", rows.Select(row => row.ToString()));
        return (streaming.Length >= standbys && streaming.All(row => row.HasReplayed), waited >= limit) switch
        {
            (true, _) => CheckResult.Pass(FormattableString.Invariant($"{found}, {waited.TotalMilliseconds:0} ms after it was written")),
            (false, true) when streaming.Length < standbys => CheckResult.Fail($"expected at least {standbys} streaming, found {streaming.Length}: {found}"),
            (false, true) => CheckResult.Fail($"expected everything replayed within {limit}: {found}"),
            _ => null,
        };
    }

    private static Task<object?> AskAsync(string sql, NpgsqlConnection session, CancellationToken cancellationToken) =>
        session.ExecuteScalarAsync(new(sql, commandTimeout: 0, cancellationToken: cancellationToken));

    private static async Task<StandbyRow[]> ReadAsync(NpgsqlConnection session, string written, CancellationToken cancellationToken)
    {
        // Within a transaction the server shows who was connected at the first look.
        await session.ExecuteAsync(new("select pg_stat_clear_snapshot()", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return
        [
            .. await session.QueryAsync<StandbyRow>(new(
                """
                select coalesce(nullif(application_name, ''), 'pid ' || pid) as "Name", state as "State", coalesce(replay_lsn >= @written::pg_lsn, false) as "HasReplayed",
                    greatest(pg_wal_lsn_diff(@written::pg_lsn, replay_lsn), 0)::bigint as "BytesBehind"
                from pg_stat_replication order by 1
                """,
                new { written }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false),
        ];
    }
}
