using System.Collections.Immutable;
using System.Numerics;

namespace BlueGreen.Yarp.Measuring;

/// <summary>
/// The bounds of latency buckets: one bucket up to 128 µs, then 8 of equal width in each octave up to 2^26 µs (67.1 s), and one for everything above.
/// A value differs from its bucket's middle by at most 1/16 of the bucket's lower bound.
/// </summary>
internal static class LatencyScale
{
    private const int StepsPerOctave = 8;
    private const int StepBits = 3;
    private const int FirstOctave = 7;
    private const int EndOctave = 26;

    /// <summary>How many buckets there are: one more than bounds.</summary>
    public const int Buckets = ((EndOctave - FirstOctave) * StepsPerOctave) + 2;

    /// <summary>Inclusive upper bounds, rising.</summary>
    public static ImmutableArray<TimeSpan> UpperBounds { get; } = [.. Bounds()];

    /// <summary>The bucket of a latency.</summary>
    /// <param name="latency">A negative one counts as zero.</param>
    public static int BucketOf(TimeSpan latency)
    {
        var last = latency.Ticks > 0 ? (ulong)(latency.Ticks - 1) / TimeSpan.TicksPerMicrosecond : 0;
        var octave = BitOperations.Log2(last);
        return octave < FirstOctave ? 0
            : octave >= EndOctave ? Buckets - 1
            : 1 + ((octave - FirstOctave) * StepsPerOctave) + (int)((last >> (octave - StepBits)) & (StepsPerOctave - 1));
    }

    private static IEnumerable<TimeSpan> Bounds()
    {
        yield return TimeSpan.FromMicroseconds(1 << FirstOctave);
        for (var octave = FirstOctave; octave < EndOctave; octave++)
        {
            for (var step = 1; step <= StepsPerOctave; step++)
            {
                yield return TimeSpan.FromMicroseconds((1L << octave) + (step * (1L << (octave - StepBits))));
            }
        }
    }
}
