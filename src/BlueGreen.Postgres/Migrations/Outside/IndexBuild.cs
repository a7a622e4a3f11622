using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>
/// Builds an index concurrently, and passes over no invalid one that an earlier attempt left, as IF NOT EXISTS would in silence. What a failed attempt leaves is dropped at once; only one that was given up because others were in the way
/// leaves it to the next run, because dropping it would wait for the same.
/// </summary>
internal sealed class IndexBuild(MigrationSession session)
{
    private const int Attempts = 3;

    private readonly IndexTraces _traces = new(session);
    private readonly BoundedStatements _bounded = new(session);

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
                await _bounded.RunAsync(part, statement.Sql).ConfigureAwait(false);
                break;
            }
            catch (PostgresException e) when (attempt < Attempts && e.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                session.Environment.Logger.BuildRepeated(part, session.Database, e.MessageText);
            }
            catch (PostgresException) when (session.IsAlive)
            {
                await TryToClearAsync(part, statement).ConfigureAwait(false);
                throw;
            }
        }

        if (await FindAsync(statement, CancellationToken.None).ConfigureAwait(false) is not { IsValid: true })
        {
            throw ProviderException.Permanent($"Migration {part}: index {statement.Facts.Object} is not valid after '{statement.Summary}' at {session.Database}. Run it again; the invalid index is dropped then.");
        }
    }

    /// <summary>Why the build failed is more important than that its traces stay: the next run clears them.</summary>
    private async Task TryToClearAsync(string part, MigrationStatement statement)
    {
        try
        {
            await ClearAsync(part, statement, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ProviderException || MigrationFailure.Concerns(e))
        {
            session.Environment.Logger.ClearingFailed(part, session.Database, e);
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
            await _bounded.RunAsync(part, $"DROP INDEX CONCURRENTLY IF EXISTS {index.Name}").ConfigureAwait(false);
        }

        return index.IsValid;
    }

    private Task<IndexState?> FindAsync(MigrationStatement statement, CancellationToken cancellationToken) =>
        _traces.FindAsync(statement.Facts.Table, statement.Facts.Object, cancellationToken);
}
