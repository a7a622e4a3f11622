namespace BlueGreen.Benchmarks.Judging;

/// <summary>A seed for each simulated rollout.</summary>
internal static class Seeds
{
    /// <summary>It is scrambled twice, because streams whose seeds lie a multiple of the generator's step apart are the same stream, shifted.</summary>
    public static ulong Of(int seed, int scenario, int run) => Scramble(Scramble(((ulong)(uint)seed << 32) | (uint)scenario) ^ (uint)run);

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 33)) * 0xFF51AFD7ED558CCD;
        z = (z ^ (z >> 33)) * 0xC4CEB9FE1A85EC53;
        return z ^ (z >> 33);
    }
}
