using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>The database must answer.</summary>
internal static class ConnectCheck
{
    public static async Task<CheckResult> RunAsync(NpgsqlConnection session, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var answer = await session.ExecuteScalarAsync<string>(new(
            """
            select format('PostgreSQL %s, %s, as role %s',
                current_setting('server_version'), case when pg_is_in_recovery() then 'standby' else 'primary' end, current_user)
            """,
            commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return CheckResult.Pass(FormattableString.Invariant($"{answer}, answered in {clock.GetElapsedTime(began).TotalMilliseconds:0.#} ms"));
    }
}
