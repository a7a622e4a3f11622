using System.Collections.Immutable;
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
    private HashSet<long>? _relations;

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

    /// <summary>Begins a transaction under the fence.</summary>
    public async Task<NpgsqlTransaction> BeginAsync(string name, CancellationToken cancellationToken, TimeSpan? lockTimeout = null)
    {
        var transaction = await Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FenceAsync(name, transaction, lockTimeout ?? Options.LockTimeout, cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
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

    /// <summary>Remembers which relations there are, to tell them from those that a migration makes.</summary>
    public async Task LearnRelationsAsync(CancellationToken cancellationToken) =>
        _relations ??= [.. await Connection.QueryAsync<long>(new("select oid::int8 from pg_class where oid >= 16384", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)];

    /// <summary>The locks that the transaction holds by now on what was there before it, strong enough to be in somebody's way.</summary>
    public async Task<ImmutableArray<string>> ReadLocksAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var held = (await Connection.QueryAsync<(long Relation, string Name, string Mode)>(new(
            """
            select relation::int8, relation::regclass::text, replace(mode, 'Lock', '') from pg_locks
            where pid = pg_backend_pid() and locktype = 'relation' and granted and relation >= 16384
                and mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            order by 2, 3
            """,
            transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        var locks = held.Where(one => _relations?.Contains(one.Relation) == true).Select(one => $"{one.Name} {one.Mode}").ToImmutableArray();
        _relations?.UnionWith(held.Select(one => one.Relation));
        return locks;
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

    private async Task FenceAsync(string name, NpgsqlTransaction transaction, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var answering = await journal.FenceAsync(Connection, transaction, context, SessionName.Of(name), lockTimeout, cancellationToken).ConfigureAwait(false);
        if (answering != pid)
        {
            throw ProviderException.Permanent($"Another server process answers on the runner's connection to {environment.Database}: a pooler is in between, and the lock is lost. Connect to the server itself.");
        }
    }
}
