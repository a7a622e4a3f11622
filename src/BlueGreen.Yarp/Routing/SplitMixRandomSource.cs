using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BlueGreen.Yarp.Routing;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014) over one atomic counter: without locks, and repeatable from
/// its seed in the sense that the first n draws are always the same n numbers, whichever threads draw them.
/// </summary>
/// <param name="seed">Where the sequence begins.</param>
internal sealed class SplitMixRandomSource(ulong seed) : IRandomSource
{
    private Line _line = new() { State = seed };

    public static SplitMixRandomSource FromSystem() => new(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    public int Next(int exclusiveMaximum) => Scale(Mix(Interlocked.Add(ref _line.State, 0x9E3779B97F4A7C15)), exclusiveMaximum);

    /// <summary>The number from 0 up to a maximum that stands for a number of 64 bits.</summary>
    public static int Scale(ulong bits, int exclusiveMaximum) => (int)Math.BigMul(bits, (ulong)exclusiveMaximum, out _);

    /// <summary>Spreads each bit over all.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Keeps the counters of several sources in cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Line
    {
        [FieldOffset(64)]
        public ulong State;
    }
}
