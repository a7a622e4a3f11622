using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BlueGreen.Yarp.Routing;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014) over one atomic counter: without locks, and repeatable from
/// its seed in the sense that the first n draws are always the same n numbers, whichever threads draw them.
/// </summary>
/// <param name="seed">Where the sequence begins.</param>
internal sealed class SplitMixRandomSource(ulong seed) : IRandomSource
{
    private ulong _state = seed;

    public static SplitMixRandomSource FromSystem() => new(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    public int Next(int exclusiveMaximum) => (int)Math.BigMul(Mix(Interlocked.Add(ref _state, 0x9E3779B97F4A7C15)), (ulong)exclusiveMaximum, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
