using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Tests.Journal;

/// <summary>Journals of rollouts that were closed some time ago.</summary>
internal static class PastRollouts
{
    public static ImmutableArray<JournalEntry> Make(
        RolloutId rollout, DateTimeOffset at, string application = "shop", string version = "2", RolloutOutcome outcome = RolloutOutcome.Succeeded)
    {
        RolloutEvent[] events =
        [
            new RolloutStarted { Kind = RolloutKind.Forward, Release = new(version), Plan = new Hosting.Shop().QuickPlan(application).Description, Reason = "Grüße\n\"quoted\"" },
            new StepStarted(0, "deploy"),
            new RolloutClosed(outcome, "done"),
        ];
        return [.. events.Select((what, index) => new JournalEntry(rollout, index + 1, $"{rollout}-{index}", index, at, what))];
    }
}
