using System.Collections.Immutable;
using System.Numerics;

namespace BlueGreen.Yarp.Measuring;

/// <summary>
/// The cells in which latencies are counted: one for each microsecond up to 64 µs, then 32 of equal width in each octave up to 2^26 µs (67.1 s), and one for everything beyond.
/// They are so fine that a cell's middle stands for its latencies in the mean: the error is at most 1/64 of a latency, or 0.5 µs below 32 µs. Each lies within one bucket of
/// <see cref="LatencyScale"/>.
/// </summary>
internal static class LatencyCells
{
    private const int StepBits = 5;
    private const int EndOctave = 26;

    /// <summary>The last cell, whose latencies no middle stands for.</summary>
    public const int Beyond = (EndOctave - StepBits + 1) << StepBits;

    /// <summary>How many cells there are.</summary>
    public const int Count = Beyond + 1;

    /// <summary>The bucket of each cell.</summary>
    public static ImmutableArray<int> Buckets { get; } = [.. Enumerable.Range(0, Count).Select(cell => LatencyScale.BucketOf(TimeSpan.FromMicroseconds(Lowest(cell) + (Width(cell) / 2.0))))];

    /// <summary>The middle of each cell in ticks; zero for the last.</summary>
    public static ImmutableArray<long> Middles { get; } =
        [.. Enumerable.Range(0, Beyond).Select(cell => (2 * Lowest(cell) + Width(cell)) * TimeSpan.TicksPerMicrosecond / 2), 0];

    /// <summary>The cell of a latency.</summary>
    /// <param name="latency">A negative one counts as zero.</param>
    public static int Of(TimeSpan latency)
    {
        var last = latency.Ticks > 0 ? (ulong)(latency.Ticks - 1) / TimeSpan.TicksPerMicrosecond : 0;
        var shift = BitOperations.Log2(last | (1 << StepBits)) - StepBits;
        return last >> EndOctave == 0 ? (shift << StepBits) + (int)(last >> shift) : Beyond;
    }

    private static int Shift(int cell) => Math.Max(0, (cell >> StepBits) - 1);

    private static long Lowest(int cell) => (long)(cell - (Shift(cell) << StepBits)) << Shift(cell);

    private static long Width(int cell) => 1L << Shift(cell);
}
