using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Journal;

namespace BlueGreen.Hosting;

/// <summary>
/// The rollouts that this process could not drive and leaves to others. They are looked at again after a while, without claiming them: a claim raises the
/// application's epoch, which throws out whoever drives.
/// </summary>
internal sealed class LeftRollouts(IRolloutStore store, IPlanCatalog catalog, TimeSpan lookAgainAfter, TimeProvider clock)
{
    private readonly ConcurrentDictionary<RolloutId, long> _left = new();

    public ImmutableArray<RolloutId> All => [.. _left.Keys];

    public void Add(RolloutId rollout) => _left[rollout] = clock.GetTimestamp();

    /// <summary>Forgets those that are closed by now, and those that can be driven by now.</summary>
    public async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        foreach (var (rollout, since) in _left)
        {
            if (clock.GetElapsedTime(since) < lookAgainAfter)
            {
                continue;
            }

            _left[rollout] = clock.GetTimestamp();
            if (!await IsOpenAsync(rollout, cancellationToken).ConfigureAwait(false) || await CanDriveAsync(rollout, cancellationToken).ConfigureAwait(false))
            {
                _left.TryRemove(rollout, out _);
            }
        }
    }

    private ValueTask<bool> IsOpenAsync(RolloutId rollout, CancellationToken cancellationToken) =>
        store.ListAsync(new() { Rollout = rollout, OpenOnly = true }, cancellationToken).AnyAsync(cancellationToken);

    private async Task<bool> CanDriveAsync(RolloutId rollout, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false) is [{ Event: Events.RolloutStarted started }, ..] && catalog.Find(started) is not null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
