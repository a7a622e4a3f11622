using System.Text.Json;
using BlueGreen;

namespace Quickstart.Results;

/// <summary>What the Quickstart says at its end, and whether it is what was expected.</summary>
internal sealed class Summary
{
    private readonly List<RolloutFigures> _rollouts = [];

    public List<string> Problems { get; } = [];

    public bool HasProblems => Problems.Count > 0;

    /// <summary>A resumed rollout may also have gone back to blue: nobody watched it while there was no process.</summary>
    public void Add(RolloutFigures rollout, RolloutOutcome expected, bool isResumed)
    {
        _rollouts.Add(rollout);
        if (isResumed)
        {
            Expect(rollout.Outcome is nameof(RolloutOutcome.Succeeded) or nameof(RolloutOutcome.RolledBack), $"the resumed rollout to {rollout.Version} ended as {rollout.Outcome ?? "left running"}");
            return;
        }

        Expect(rollout.Outcome == expected.ToString(), $"the rollout to {rollout.Version} ended as {rollout.Outcome ?? "left running"}, not as {expected}");
        Expect(rollout.FailedRequests == 0, $"{rollout.FailedRequests} requests failed in the rollout to {rollout.Version}");
        if (expected == RolloutOutcome.Succeeded)
        {
            Expect(rollout.BadResponses == 0, $"users saw {rollout.BadResponses} server errors in the rollout to {rollout.Version}");
        }
        else
        {
            Expect(rollout.SecondsFromFirstErrorToBlue is not null, $"nobody saw an error of {rollout.Version}, or the router never read back that blue has all traffic");
        }
    }

    public void Expect(bool condition, string problem)
    {
        if (!condition)
        {
            Problems.Add(problem);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(new SummaryDocument(_rollouts), SummaryJson.Default.SummaryDocument);
}
