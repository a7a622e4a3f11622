using System.Data;
using BlueGreen.Postgres.Migrations.Journal;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>
/// A connection of its own that holds the lock and does the work: when it ends, both do. Between statements it has no transaction, so that it is never in the way of its own concurrent index builds.
/// </summary>
internal sealed class MigrationSession(NpgsqlConnection connection, MigrationJournal journal, MigrationEnvironment environment, RunContext context, int pid) : IAsyncDisposable
{
    /// <summary>The connection. A lost one is never opened again, which Dapper would do without a word: the lock is lost with it.</summary>
    /// <exception cref="ProviderException">It is lost.</exception>
    public NpgsqlConnection Connection => IsAlive
        ? connection
        : throw ProviderException.Transient($"The runner's connection to {Database} is lost, and the lock with it. The next run goes on from what the journal says.");

    public bool IsAlive => connection.FullState.HasFlag(ConnectionState.Open);

    /// <summary>The process id of its server process.</summary>
    public int Pid => pid;

    public MigrationJournal Journal => journal;

    public RunContext Context => context;

    public PostgresMigrationOptions Options => environment.Options;

    public TimeProvider Clock => environment.Clock;

    public string Database => environment.Database;

    public MigrationEnvironment Environment => environment;

    public void Report(MigrationProgress progress) => environment.Options.Progress?.Report(progress);

    /// <summary>What begins each transaction: it is refused when the token is too old, or when another server process answers.</summary>
    public PipelinedCommand Fence(string name, TimeSpan? lockTimeout = null) =>
        journal.Fence(context, pid, SessionName.Of(name), lockTimeout ?? Options.LockTimeout) with { Explain = answer => FenceAnswer.Explain(answer, context, environment.Database) };

    /// <summary>Begins a transaction under the fence.</summary>
    public async Task<NpgsqlTransaction> BeginAsync(string name, CancellationToken cancellationToken, TimeSpan? lockTimeout = null)
    {
        var transaction = await Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await new Pipeline(connection, transaction).Add(Fence(name, lockTimeout)).SendAsync(cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs commands in a transaction of their own under the fence, all in one round trip.</summary>
    public async Task RunAsync(string name, PipelinedCommand[] commands, CancellationToken cancellationToken)
    {
        var transaction = await Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await new Pipeline(connection, transaction).Add(Fence(name)).Add(commands).Add(PipelinedCommand.Commit).SendAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs one statement.</summary>
    public async Task ExecuteAsync(string sql, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, Connection, transaction) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sets back what a script changed of the session.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => SessionSettings.ApplyAsync(Connection, environment.Options, cancellationToken);

    /// <summary>Gives the lock back and closes the connection. The lock is freed before the server notices the end of the connection, so that the next runner does not see it as held.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsAlive)
            {
                await connection.ExecuteAsync(new("select pg_advisory_unlock_all()", commandTimeout: 5)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (MigrationFailure.Concerns(e))
        {
            environment.Logger.UnlockFailed(environment.Database, e);
        }
        finally
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
