using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Latencies in a window as counts per bucket.</summary>
public sealed record LatencyBuckets
{
    /// <summary>Inclusive upper bounds, rising; the last bucket has none and takes everything above.</summary>
    public required ImmutableArray<TimeSpan> UpperBounds { get; init; }

    /// <summary>Counts per bucket, not cumulative: one more than there are bounds.</summary>
    public required ImmutableArray<long> Counts { get; init; }

    /// <summary>The sum of all latencies, for the mean.</summary>
    public required TimeSpan Sum { get; init; }

    /// <inheritdoc/>
    public bool Equals(LatencyBuckets? other) =>
        other is not null && Sum == other.Sum && UpperBounds.SequenceEqual(other.UpperBounds) && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sum, Counts.Length);
}
