using System.Collections.Immutable;

namespace BlueGreen.Events;

/// <summary>What the samples amount to: written when a breach starts or stops, when green's probes begin or cease to fail, when a bake or the sampling has ended, and every 30 seconds. What came after the last one is unknown to a resumed driver.</summary>
public sealed record Checkpointed : RolloutEvent
{
    /// <summary>The time measured by the running bake.</summary>
    public TimeSpan Measured { get; init; }

    /// <summary>The evidence gathered by the running bake.</summary>
    public ImmutableArray<EvidenceTally> Tallies { get; init; } = [];

    /// <summary>The breaches that are going on.</summary>
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    /// <summary>The end of the last sample's window per metrics source; null for a source that did not answer.</summary>
    public ImmutableArray<DateTimeOffset?> Watermarks { get; init; } = [];

    /// <summary>What those of green's probes answered that failed in the last round; empty while all of them are healthy.</summary>
    public ImmutableArray<ProbeResult> FailedProbes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Where the tests that compare green with blue stand.</summary>
    public ImmutableArray<TestStanding> Tests { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What the samples since the previous checkpoint showed, for reports.</summary>
    public ImmutableArray<SampleSummary> Summary { get; init; } = [];
}
