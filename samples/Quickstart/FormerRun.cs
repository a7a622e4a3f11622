using BlueGreen;
using BlueGreen.Journal;

namespace Quickstart;

/// <summary>What a run that was killed had done, as its journal tells.</summary>
internal sealed record FormerRun(IReadOnlyList<string> Over, string? UnderWay, string? Live)
{
    /// <summary>There was none.</summary>
    public static FormerRun None { get; } = new([], null, null);

    public static async Task<FormerRun> ReadAsync(IRolloutStore store)
    {
        var rollouts = new List<RolloutSummary>();
        await foreach (var rollout in store.ListAsync(new(), CancellationToken.None))
        {
            rollouts.Insert(0, rollout);
        }

        return new(
            [.. rollouts.Where(rollout => rollout.Standing == RolloutStanding.Closed).Select(rollout => rollout.Version)],
            rollouts.FirstOrDefault(rollout => rollout.Standing != RolloutStanding.Closed)?.Version,
            rollouts.LastOrDefault(rollout => rollout is { Standing: RolloutStanding.Closed, Outcome: RolloutOutcome.Succeeded })?.Version);
    }

    public bool IsOver(string version) => Over.Contains(version);
}
