namespace BlueGreen.Analysis;

/// <summary>A generator whose whole state is one number, so that a checkpoint holds it: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal struct SeededDraws(ulong state)
{
    public ulong State { get; private set; } = state;

    /// <summary>A number from 0 to below 1.</summary>
    public double Next()
    {
        State += 0x9E3779B97F4A7C15;
        var z = State;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>How many errors are left when so many of the requests are drawn without replacement: each error is drawn or not, one after the other.</summary>
    public long Thin(RequestCounts counts, long requests)
    {
        var places = requests;
        var left = counts.Requests;
        long kept = 0;
        for (var error = 0L; error < counts.Errors; error++, left--)
        {
            if (Next() * left < places)
            {
                places--;
                kept++;
            }
        }

        return kept;
    }
}
