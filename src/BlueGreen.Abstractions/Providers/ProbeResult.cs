using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>What one probe found.</summary>
public sealed record ProbeResult
{
    /// <summary>The probe's name.</summary>
    public required string Probe { get; init; }

    /// <summary>The verdict.</summary>
    public required ProbeStatus Status { get; init; }

    /// <summary>How long the answer took; the time until giving up when there was none.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The HTTP status, where one came back.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What was expected and what came instead; null when healthy.</summary>
    public string? Reason { get; init; }

    /// <summary>Top-level members of a JSON answer, as text; at most 32 of at most 256 characters each.</summary>
    public ImmutableSortedDictionary<string, string> Details { get => field ?? ImmutableSortedDictionary<string, string>.Empty; init; }

    /// <inheritdoc/>
    public bool Equals(ProbeResult? other) =>
        other is not null && Probe == other.Probe && Status == other.Status && Latency == other.Latency && StatusCode == other.StatusCode && Reason == other.Reason
        && Details.SequenceEqual(other.Details);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Probe, Status, Latency, StatusCode, Reason, Details.Count);
}
