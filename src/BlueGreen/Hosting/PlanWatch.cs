using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>
/// Reads a rollout's journal to its end. A store that fails meanwhile is asked again from where this stands, since the driver goes on as well; what no repetition mends is thrown.
/// </summary>
internal sealed class PlanWatch(IRolloutJournal store, RolloutId rollout, IProgress<JournalEntry>? progress, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(500);

    private readonly ImmutableArray<JournalEntry>.Builder _journal = ImmutableArray.CreateBuilder<JournalEntry>();
    private readonly FailureLog _log = new("watch", clock, logger);

    private long Position => _journal.Count == 0 ? 0 : _journal[^1].Sequence;

    public async Task<RolloutResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await TryReadAsync(cancellationToken).ConfigureAwait(false) is { } result)
                {
                    return result;
                }

                await Task.Delay(AskAgain, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && (exception is OperationCanceledException || !IsPermanent(exception)))
        {
            return Result(null, "the rollout is left where it stands; another driver of its store can resume it");
        }
    }

    private async Task<RolloutResult?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !IsPermanent(exception))
        {
            _log.Failed(exception);
            return null;
        }
    }

    /// <returns>Null when the store ended the watch before the rollout did.</returns>
    private async Task<RolloutResult?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FindFrozenAsync(cancellationToken).ConfigureAwait(false) is { } left)
        {
            return left;
        }

        await foreach (var entry in store.WatchAsync(rollout, Position, cancellationToken).ConfigureAwait(false))
        {
            _log.Succeeded();
            _journal.Add(entry);
            Report(entry);
            if (entry.Event is RolloutClosed closed)
            {
                return Result(closed.Outcome, closed.Reason);
            }

            if (await FindFrozenAsync(cancellationToken).ConfigureAwait(false) is { } frozen)
            {
                return frozen;
            }
        }

        return null;
    }

    /// <summary>A rollout that froze has ended for its caller unless it went on meanwhile.</summary>
    private async Task<RolloutResult?> FindFrozenAsync(CancellationToken cancellationToken) =>
        _journal is [.., { Event: RolloutFrozen frozen }] && (await store.ReadAsync(rollout, Position, cancellationToken).ConfigureAwait(false)).IsEmpty
            ? Result(RolloutOutcome.Frozen, frozen.Reason)
            : null;

    /// <summary>A listener that throws does not stop the rollout.</summary>
    private void Report(JournalEntry entry)
    {
        try
        {
            progress?.Report(entry);
        }
        catch (Exception exception)
        {
            logger.ListenerFailed(exception);
        }
    }

    private RolloutResult Result(RolloutOutcome? outcome, string reason) => new() { Rollout = rollout, Outcome = outcome, Reason = reason, Journal = _journal.ToImmutable() };

    private static bool IsPermanent(Exception exception) =>
        exception is BlueGreenException and not ProviderException { IsTransient: true } or ArgumentException or InvalidOperationException or NotSupportedException;
}
