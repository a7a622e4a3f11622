using System.Collections.Immutable;

namespace BlueGreen.Reporting;

/// <summary>What a round of health probes found.</summary>
public sealed record HealthRecord
{
    /// <summary>When it was journaled, by the store's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when the samples of green went on to fail in the same way; null for a single round.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why the deployment was asked, for people to read: <c>pre-flight</c>, a step's name, a trigger's name, <c>while it had traffic</c>.</summary>
    public required string Occasion { get; init; }

    /// <summary>Who was asked.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>The answers, without secrets, with at most 2 KB of details each; of samples and triggers only those that failed.</summary>
    public required ImmutableArray<ProbeResult> Probes { get; init; }
}
