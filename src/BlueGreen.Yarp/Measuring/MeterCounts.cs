using System.Collections.Immutable;

namespace BlueGreen.Yarp.Measuring;

/// <summary>A copy of a deployment's counters, or the difference of two.</summary>
/// <param name="Latencies">Requests per bucket of <see cref="LatencyScale"/>.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Sum">The sum of all latencies.</param>
internal sealed record MeterCounts(ImmutableArray<long> Latencies, long Errors, TimeSpan Sum)
{
    public static MeterCounts Zero { get; } = new([.. new long[LatencyScale.Buckets]], 0, TimeSpan.Zero);

    /// <summary>How many requests there were, failed ones included.</summary>
    public long Requests { get; } = Latencies.Sum();

    public static MeterCounts Of(long[] answered, long[] failed, TimeSpan sum) =>
        new([.. answered.Zip(failed, (a, f) => a + f)], failed.Sum(), sum);

    public MeterCounts Minus(MeterCounts earlier) =>
        new([.. Latencies.Zip(earlier.Latencies, (later, before) => later - before)], Errors - earlier.Errors, Sum - earlier.Sum);
}
