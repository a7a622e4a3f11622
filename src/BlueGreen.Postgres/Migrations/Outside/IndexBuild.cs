using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>Builds an index concurrently, and leaves no invalid one: neither from an earlier attempt, which IF NOT EXISTS would pass over in silence, nor from this one.</summary>
internal sealed class IndexBuild(MigrationSession session)
{
    private const int Attempts = 3;

    private readonly IndexTraces _traces = new(session);

    public async Task RunAsync(string part, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await ClearAsync(part, statement, cancellationToken).ConfigureAwait(false) && wasBegun)
            {
                return;
            }

            try
            {
                await session.ExecuteAsync(statement.Sql, null, CancellationToken.None).ConfigureAwait(false);
                break;
            }
            catch (PostgresException e) when (attempt < Attempts && e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable)
            {
                session.Environment.Logger.BuildRepeated(part, session.Database, e.MessageText);
            }
            catch (PostgresException) when (session.IsAlive)
            {
                await ClearAsync(part, statement, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        if (await FindAsync(statement, CancellationToken.None).ConfigureAwait(false) is not { IsValid: true })
        {
            throw ProviderException.Permanent($"Migration {part}: index {statement.Facts.Object} is not valid after '{statement.Summary}' at {session.Database}. Run it again; the invalid index is dropped then.");
        }
    }

    /// <summary>Drops what is invalid. The result says whether a valid index is there.</summary>
    private async Task<bool> ClearAsync(string part, MigrationStatement statement, CancellationToken cancellationToken)
    {
        if (await FindAsync(statement, cancellationToken).ConfigureAwait(false) is not { } index)
        {
            return false;
        }

        if (index is { IsValid: false, Builder: { } pid })
        {
            throw ProviderException.Transient($"Migration {part}: index {index.Name} is being built by pid {pid} at {session.Database}. It is looked at again, or end that session.");
        }

        if (!index.IsValid)
        {
            session.Environment.Logger.InvalidIndex(index.Name, session.Database);
            await session.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {index.Name}", null, CancellationToken.None).ConfigureAwait(false);
        }

        return index.IsValid;
    }

    private Task<IndexState?> FindAsync(MigrationStatement statement, CancellationToken cancellationToken) =>
        _traces.FindAsync(statement.Facts.Table, statement.Facts.Object, cancellationToken);
}
