using System.Collections.Immutable;

namespace BlueGreen.Testing.Simulation;

/// <summary>
/// How the times of single requests spread around their mean: exponentially, as those of a queue do. Without chance they are spread evenly over the distribution, whatever window they fall into.
/// </summary>
internal static class LatencySpread
{
    /// <summary>From how many requests on their shares are as good as the requests themselves.</summary>
    private const long Many = 256;

    private const double GoldenRatio = 0.6180339887498949;

    private static readonly ImmutableArray<TimeSpan> Bounds =
        [.. new[] { 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    /// <param name="first">The number of the first request, counted since the deployment began to serve.</param>
    /// <param name="requests">How many there are.</param>
    /// <param name="mean">The mean of their times.</param>
    /// <param name="chance">Draws them; null spreads them evenly.</param>
    public static LatencyBuckets Of(long first, long requests, TimeSpan mean, SimulationRandom? chance) => new()
    {
        UpperBounds = Bounds,
        Counts = [.. chance is null && requests > Many ? Divide(requests, mean) : Spread(first, requests, mean, chance)],
        Sum = mean * requests,
    };

    private static long[] Spread(long first, long requests, TimeSpan mean, SimulationRandom? chance)
    {
        var counts = new long[Bounds.Length + 1];
        for (var i = 0; i < requests; i++)
        {
            var share = chance?.Unit() ?? ((first + i) * GoldenRatio % 1);
            counts[BucketOf(-Math.Log(1 - share) * mean)]++;
        }

        return counts;
    }

    private static long[] Divide(long requests, TimeSpan mean)
    {
        var counts = new long[Bounds.Length + 1];
        var before = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            var until = i < Bounds.Length ? (long)Math.Round(requests * (1 - Math.Exp(-(Bounds[i] / mean)))) : requests;
            (counts[i], before) = (until - before, until);
        }

        return counts;
    }

    private static int BucketOf(TimeSpan time) => Bounds.BinarySearch(time) is >= 0 and var at ? at : ~Bounds.BinarySearch(time);
}
