using System.Collections.Immutable;

namespace BlueGreen.Measuring;

/// <summary>A copy of a tally, or the difference of two.</summary>
internal sealed record TallyCounts(ImmutableArray<long> Counts, long Failed, double Seconds)
{
    public long Requests { get; } = Counts.Sum();

    public TallyCounts Since(TallyCounts? earlier) =>
        earlier is null ? this : new([.. Counts.Zip(earlier.Counts, (later, before) => later - before)], Failed - earlier.Failed, Seconds - earlier.Seconds);
}
