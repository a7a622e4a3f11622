namespace BlueGreen.Testing.Simulation;

/// <summary>SplitMix64: the same numbers from the same seed on every machine and in every version.</summary>
internal sealed class SimulationRandom(ulong seed)
{
    private ulong _state = seed;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int limit) => (int)(Unit() * limit);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    public TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (Unit() * (to - from)));

    /// <summary>An independent sequence.</summary>
    public SimulationRandom Fork() => new(Next());
}
