namespace BlueGreen.Benchmarks.Judging;

/// <summary>Howard and Ramdas's band for a whole distribution function, valid at all times at once (arXiv 1906.09712, theorem 2).</summary>
internal static class Band
{
    /// <summary>How far the empirical distribution function of so many values lies from the true one, at most, in all but a share of the runs.</summary>
    public static double Radius(double count, double alpha) => 0.85 * Math.Sqrt((Math.Log(1 + Math.Log(count)) + (0.8 * Math.Log(1612 / alpha))) / count);
}
