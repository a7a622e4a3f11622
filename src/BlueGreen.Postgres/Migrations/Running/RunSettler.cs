using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>
/// Ends what runs as an operation. The token is raised first, so that nothing of it begins any more, then its session is ended. A transaction of the run holds the token's row; it is ended to get it.
/// </summary>
internal sealed class RunSettler(MigrationEnvironment environment, NpgsqlConnection connection, RunContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new("set lock_timeout = '200ms'", cancellationToken: cancellationToken)).ConfigureAwait(false);
        while (!await RaiseAsync(cancellationToken).ConfigureAwait(false))
        {
            await EndAsync(cancellationToken).ConfigureAwait(false);
        }

        while (await EndAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(Pause, environment.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> RaiseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await environment.Journal.RaiseAsync(connection, context, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    /// <summary>Ends the operation's session. The result says whether there was one.</summary>
    private async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        var live = await environment.Journal.ReadSessionAsync(connection, cancellationToken).ConfigureAwait(false);
        if (live is null || live.Operation != context.Operation?.Value)
        {
            return false;
        }

        environment.Logger.SessionEnded(live.Pid, live.Operation, environment.Database);
        await connection.ExecuteAsync(new("select pg_terminate_backend(@pid)", new { pid = live.Pid }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return true;
    }
}
