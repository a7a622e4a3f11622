using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>One round of looking at both sides.</summary>
internal sealed record Sample(DateTimeOffset At)
{
    /// <summary>What each metrics source answered, in the plan's order; null where it did not.</summary>
    public ImmutableArray<MetricReading?> Readings { get; init; } = [];

    /// <summary>What green answered to the probes; empty when the plan has none or the prober itself failed.</summary>
    public ImmutableArray<ProbeResult> Health { get; init; } = [];

    /// <summary>Why a source or the prober could not be asked; null when all answered.</summary>
    public string? Trouble { get; init; }
}
