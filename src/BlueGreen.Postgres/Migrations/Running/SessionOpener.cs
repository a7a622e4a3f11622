using BlueGreen.Postgres.Migrations.Journal;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Opens connections of a runner, and gets the lock for the one that works.</summary>
internal sealed class SessionOpener(MigrationEnvironment environment)
{
    private MigrationJournal Journal => environment.Journal;

    /// <summary>A connection that only looks, or settles a run.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string what, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await environment.Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MigrationFailure.Concerns(e) && !cancellationToken.IsCancellationRequested)
        {
            throw MigrationFailure.Connecting(what, environment.Database, e);
        }
    }

    /// <summary>The one session that works: it holds the lock, is registered, and its token is not too old.</summary>
    public async Task<MigrationSession> OpenAsync(string what, RunContext context, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var connection = await ConnectAsync(what, cancellationToken).ConfigureAwait(false);
        try
        {
            await CheckPoolerAsync(connection, cancellationToken).ConfigureAwait(false);
            await SessionSettings.ApplyAsync(connection, environment.Options, cancellationToken).ConfigureAwait(false);
            var pid = await LockAsync(connection, patience ?? environment.Options.WaitForOther, cancellationToken).ConfigureAwait(false);
            await Journal.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
            var session = new MigrationSession(connection, Journal, environment, context, pid);
            await session.RunAsync("", [Journal.Register(context)], cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (MigrationFailure.Concerns(e))
            {
                throw MigrationFailure.Connecting(what, environment.Database, e);
            }

            throw;
        }
    }

    /// <summary>A pooler answers with a process id that it made up. In transaction mode it would lose the lock.</summary>
    private async Task CheckPoolerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!environment.Options.AllowPooler && await connection.ExecuteScalarAsync<int>(new("select pg_backend_pid()", cancellationToken: cancellationToken)).ConfigureAwait(false) != connection.ProcessID)
        {
            throw ProviderException.Permanent(
                $"Between the migration runner and {environment.Database} is a pooler, behind which the lock of a session may be lost. Connect to the server itself, or, "
                + $"where the pooler is in session mode, set {nameof(PostgresMigrationOptions.AllowPooler)}.");
        }
    }

    /// <summary>Tries, and looks again: who waits inside the server for an advisory lock deadlocks with the concurrent index build of who holds it.</summary>
    /// <returns>The server process that holds it.</returns>
    private async Task<int> LockAsync(NpgsqlConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = environment.Clock.GetTimestamp();
        var wasSaid = false;
        while (true)
        {
            if (await TryLockAsync(connection, cancellationToken).ConfigureAwait(false) is { } pid)
            {
                return pid;
            }

            if (!wasSaid || environment.Clock.GetElapsedTime(began) > patience)
            {
                var holder = await RunnerLock.HolderAsync(connection, environment.Options.JournalSchema, cancellationToken).ConfigureAwait(false) ?? "a session that is about to end";
                environment.Logger.WaitingForOther(environment.Database, holder);
                wasSaid = true;
                if (environment.Clock.GetElapsedTime(began) > patience)
                {
                    throw ProviderException.Transient(
                        $"Another runner has worked on {environment.Database} for more than {patience}: {holder}. Wait for it, or end it with pg_terminate_backend.");
                }
            }

            await Task.Delay(environment.Options.LookForOther, environment.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<int?> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => await connection.ExecuteScalarAsync<int?>(new(
        $"select case when pg_try_advisory_lock({RunnerLock.Key}) then pg_backend_pid() end", Whose, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);

    private object Whose => new { schema = environment.Options.JournalSchema };
}
