using System.Collections.Immutable;

namespace BlueGreen.Events;

/// <summary>A trigger tripped.</summary>
/// <param name="Rule">The trigger.</param>
/// <param name="Observed">The value that tripped it, as people write it.</param>
/// <param name="Duration">For how long.</param>
/// <param name="Breach">The evidence.</param>
public sealed record TriggerTripped(string Rule, string Observed, TimeSpan Duration, Breach Breach) : RolloutEvent
{
    /// <summary>What the tests that compare green with blue found, in one sentence; null where a limit was broken.</summary>
    public string? Finding { get; init; }

    /// <summary>Why it tripped, in one sentence.</summary>
    public string Reason => Finding is null ? $"{Rule}: {Observed} for {Duration.ToText()}" : $"{Rule}: {Finding}";

    /// <summary>What green's probes answered that failed in the last round, where the trigger is about health.</summary>
    public ImmutableArray<ProbeResult> FailedProbes { get => field.IsDefault ? [] : field; init; } = [];
}
