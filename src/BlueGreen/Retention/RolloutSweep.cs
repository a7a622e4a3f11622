using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Retention;

/// <summary>Looks through a store once, and deletes what need not be kept.</summary>
internal sealed class RolloutSweep(IRolloutStore store, IArtifactStore artifacts, RolloutRetention retention, TimeProvider clock)
{
    private const int Page = 100;

    /// <returns>How many rollouts were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        List<RolloutSummary> all = [];
        for (RolloutId? last = null; ; last = all[^1].Rollout)
        {
            var page = await store.ListAsync(new() { Before = last, Maximum = Page }, cancellationToken).ToArrayAsync(cancellationToken).ConfigureAwait(false);
            all.AddRange(page);
            if (page.Length < Page)
            {
                break;
            }
        }

        var required = await ReadRequiredAsync(all, cancellationToken).ConfigureAwait(false);
        var old = all.GroupBy(summary => summary.Application).SelectMany(Old).Where(summary => !required.Contains((summary.Application, summary.Version))).ToArray();
        foreach (var summary in old)
        {
            await DeleteAsync(summary.Rollout, cancellationToken).ConfigureAwait(false);
        }

        return old.Length;
    }

    /// <summary>The oldest first, so that what is left after a crash has no holes.</summary>
    private IEnumerable<RolloutSummary> Old(IEnumerable<RolloutSummary> newestFirst)
    {
        RolloutSummary[] closed = [.. newestFirst.Where(summary => summary.Standing == RolloutStanding.Closed)];
        var wayBack = Array.Find(closed, summary => summary is { Kind: RolloutKind.Forward, Outcome: RolloutOutcome.Succeeded });
        var latest = clock.GetUtcNow() - retention.Age;
        return closed.Skip(retention.Newest).Where(summary => summary.UpdatedAt < latest && summary != wayBack).Reverse();
    }

    /// <summary>The applications and versions that open rollouts' plans require to have been rolled out.</summary>
    private async Task<HashSet<(string Application, string Version)>> ReadRequiredAsync(List<RolloutSummary> all, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> required = [];
        foreach (var open in all.Where(summary => summary.Standing != RolloutStanding.Closed))
        {
            if (await store.ReadAsync(open.Rollout, 0, cancellationToken).ConfigureAwait(false) is [{ Event: RolloutStarted started }, ..])
            {
                required.UnionWith(started.Plan.Requires.Select(requirement => (requirement.Application, started.Release.Version)));
            }
        }

        return required;
    }

    /// <summary>Artifacts go first: as long as the rollout is there, the next sweep finds what this one has left.</summary>
    private async Task DeleteAsync(RolloutId rollout, CancellationToken cancellationToken)
    {
        foreach (var artifact in await artifacts.ListAsync(rollout.Value, cancellationToken).ToArrayAsync(cancellationToken).ConfigureAwait(false))
        {
            await artifacts.DeleteAsync(artifact, cancellationToken).ConfigureAwait(false);
        }

        await store.DeleteAsync(rollout, cancellationToken).ConfigureAwait(false);
    }
}
