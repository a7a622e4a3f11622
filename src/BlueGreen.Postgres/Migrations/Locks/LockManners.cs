using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Sql;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>
/// Gets locks without holding up others: waits until no long transaction holds a table, asks for it without waiting, and begins the whole transaction again where that fails, so
/// that nothing is held while it pauses.
/// </summary>
internal sealed class LockManners(MigrationSession session)
{
    /// <summary>Runs a transaction until it has its locks.</summary>
    /// <param name="name">The part, for messages.</param>
    /// <param name="targets">What the transaction locks, as far as is known.</param>
    /// <param name="looksFirst">Whether to look before the first attempt who holds the tables; without, the attempt itself finds out, because it is over at once.</param>
    /// <param name="transaction">Runs it once; its argument says whether to ask for tables without waiting.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <returns>How many attempts it took.</returns>
    /// <exception cref="ProviderException">The locks were not to be had; it names who is in the way.</exception>
    public async Task<int> RunAsync(string name, ImmutableArray<LockTarget> targets, bool looksFirst, Func<bool, Task> transaction, CancellationToken cancellationToken)
    {
        var attempts = new LockAttempts(session.Options, targets, session.Clock);
        while (true)
        {
            var isPolite = attempts.IsPolite;
            var looks = isPolite && (looksFirst || attempts.Count > 0);
            if (await TryAsync(targets, transaction, isPolite, looks, cancellationToken).ConfigureAwait(false) is not { } failure)
            {
                attempts.Succeeded();
                return attempts.Count;
            }

            var pause = attempts.Failed(waitedInLine: failure is not TableBusyException);
            var blockers = await BlockersAsync(targets, cancellationToken).ConfigureAwait(false);
            if (pause is null)
            {
                throw GivenUp(name, attempts.Count, blockers, failure);
            }

            session.Report(new LocksAwaited(name, attempts.Count, blockers));
            await Task.Delay(pause.Value, session.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> TryAsync(ImmutableArray<LockTarget> targets, Func<bool, Task> transaction, bool isPolite, bool looks, CancellationToken cancellationToken)
    {
        if (looks && await HasLongHolderAsync(targets, cancellationToken).ConfigureAwait(false))
        {
            return new TableBusyException(new TimeoutException("A long transaction holds a table."));
        }

        try
        {
            await transaction(isPolite).ConfigureAwait(false);
            return null;
        }
        catch (TableBusyException busy)
        {
            return busy;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return e;
        }
    }

    private async Task<bool> HasLongHolderAsync(ImmutableArray<LockTarget> targets, CancellationToken cancellationToken) =>
        (await LockProbe.FindAsync(session.Connection, targets, cancellationToken).ConfigureAwait(false)).Any(blocker => blocker.Age > session.Options.LongTransaction);

    private Task<ImmutableArray<LockBlocker>> BlockersAsync(ImmutableArray<LockTarget> targets, CancellationToken cancellationToken) => targets.IsEmpty
        ? LockProbe.FindOldestAsync(session.Connection, cancellationToken)
        : LockProbe.FindAsync(session.Connection, targets, cancellationToken);

    private ProviderException GivenUp(string name, int attempts, ImmutableArray<LockBlocker> blockers, Exception cause)
    {
        var who = blockers.IsEmpty ? "nobody who can be seen now" : string.Join("; ", blockers);
        return ProviderException.Transient(
            $"Migration {name} did not get its locks on {session.Database} in {attempts} attempts and was rolled back. In the way: {who}. End what is in the way, run at a quieter time, or raise "
            + $"{nameof(PostgresMigrationOptions.LockPatience)} or {nameof(PostgresMigrationOptions.LockAttempts)}.", cause);
    }
}
