using System.Collections.Immutable;

namespace BlueGreen.Events;

/// <summary>The rollout takes no forward step. Triggers stay armed.</summary>
/// <param name="Hold">Why.</param>
/// <param name="Reason">What it waits for.</param>
public sealed record HoldPlaced(HoldKind Hold, string Reason) : RolloutEvent
{
    /// <summary>What blue's probes answered that failed in the last round, where it waits for blue.</summary>
    public ImmutableArray<ProbeResult> FailedProbes { get => field.IsDefault ? [] : field; init; } = [];
}
