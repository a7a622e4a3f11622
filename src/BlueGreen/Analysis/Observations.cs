using System.Globalization;

namespace BlueGreen.Analysis;

/// <summary>Refuses observations that cannot be.</summary>
internal static class Observations
{
    private const long MostRequests = 1L << 40;

    public static void Check(in PairedCounts counts)
    {
        Check("Blue", counts.Blue.Requests, counts.Blue.Errors, "errors");
        Check("Green", counts.Green.Requests, counts.Green.Errors, "errors");
    }

    public static void Check(string side, long requests, long hits, string what)
    {
        if (requests is < 0 or > MostRequests)
        {
            throw new ArgumentException(Text($"{side} has {requests} requests; a window holds 0 to {MostRequests}. Hand in the requests of the window, not of a counter that may start again."));
        }

        if (hits < 0 || hits > requests)
        {
            throw new ArgumentException(Text($"{side} has {hits} {what} in {requests} requests; {what} are counted among the requests. Count both over the same window."));
        }
    }

    public static void Check(string side, LatencyBuckets latencies, TimeSpan cut)
    {
        if (latencies.Counts.Length != latencies.UpperBounds.Length + 1)
        {
            throw new ArgumentException(Text($"{side}'s histogram has {latencies.Counts.Length} counts for {latencies.UpperBounds.Length} bounds; there is one more count than bounds, for what lies above the last."));
        }

        if (latencies.UpperBounds.AsSpan().BinarySearch(cut) < 0)
        {
            throw new ArgumentException($"{side}'s histogram has no bound at the cut point {cut.ToText()}. Choose cut points among its bounds, as LatencyComparisonOptions.CutPointsOf does.");
        }

        foreach (var count in latencies.Counts)
        {
            if (count is < 0 or > MostRequests)
            {
                throw new ArgumentException(Text($"{side}'s histogram has a count of {count}; a bucket holds 0 to {MostRequests}. Hand in the window's counts, not those of a counter that may start again."));
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
