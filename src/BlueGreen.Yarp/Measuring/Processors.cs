using System.Numerics;

namespace BlueGreen.Yarp.Measuring;

/// <summary>Which stripe of a striped structure belongs to the processor that asks. Two may share one for a moment, so stripes are changed atomically all the same.</summary>
internal static class Processors
{
    /// <summary>How many stripes there are: one for each processor, rounded up to a power of two, because a division would cost more than the count itself.</summary>
    public static int Stripes { get; } = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    /// <summary>The stripe of this processor.</summary>
    /// <param name="stripes">How many there are: a power of two.</param>
    public static int CurrentStripe(int stripes) => Thread.GetCurrentProcessorId() & (stripes - 1);
}
