using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>
/// Runs statements outside of a transaction to their end, but waits only for a bounded time for any one transaction that is in their way. The server bounds the wait; a second session looks who is waited for, because
/// afterwards nobody knows.
/// </summary>
internal sealed class BoundedStatements(MigrationSession session)
{
    /// <exception cref="ProviderException">It was given up; it names who was in the way. The server has ended the statement, which may have left something behind.</exception>
    public async Task RunAsync(string part, string sql)
    {
        var own = await session.Connection.ExecuteScalarAsync<string>("select current_setting('lock_timeout')").ConfigureAwait(false);
        var isBounded = own == "0";
        if (isBounded)
        {
            await SetAsync(((long)session.Options.BuildPatience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        }

        var watch = new WaitWatch(session);
        await using (watch.ConfigureAwait(false))
        {
            try
            {
                await session.ExecuteAsync(sql, null, CancellationToken.None).ConfigureAwait(false);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                throw GivenUp(part, sql, await watch.EndAsync().ConfigureAwait(false), e);
            }
            finally
            {
                if (isBounded && session.IsAlive)
                {
                    await SetAsync("0").ConfigureAwait(false);
                }
            }
        }
    }

    private Task SetAsync(string milliseconds) => session.ExecuteAsync($"set lock_timeout = {milliseconds}", null, CancellationToken.None);

    private ProviderException GivenUp(string part, string sql, ImmutableArray<LockBlocker> blockers, Exception cause)
    {
        var who = blockers.IsEmpty ? "somebody who was not seen in time" : string.Join("; ", blockers);
        return ProviderException.Transient(
            $"Migration {part} waited {session.Options.BuildPatience.TotalSeconds:0.###} s at {session.Database} for another transaction, and '{Checking.SqlText.Short(sql)}' was given up. In the way: {who}. End what is in the way, run at a "
            + $"quieter time, or raise {nameof(PostgresMigrationOptions.BuildPatience)}. What it left, such as an invalid index, the next run deals with.", cause);
    }
}
