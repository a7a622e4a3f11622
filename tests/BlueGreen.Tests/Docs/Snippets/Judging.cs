using BlueGreen;
using BlueGreen.Analysis;

namespace Acme;

public static class Judging
{
    public static async Task ErrorsAsync(IAsyncEnumerable<PairedCounts> windows)
    {
        // <snippet judge-errors>
        var comparison = new ErrorComparison();

        await foreach (var counts in windows)       // such as new PairedCounts(from, until, blue: new(180, 1), green: new(20, 3))
        {
            comparison.Observe(counts);
            if (comparison.Verdict is Verdict.Fail or Verdict.Pass)
            {
                break;
            }
        }

        Console.WriteLine(comparison.Judge().Summary);
        // </snippet>
    }

    public static void Resume(Action<ErrorComparisonState> save, Func<ErrorComparisonState> load, ErrorComparisonOptions options, ErrorComparison comparison)
    {
        // <snippet judge-resume>
        save(comparison.State);                                     // a record of numbers, about a kilobyte as JSON
        var resumed = new ErrorComparison(options, load());         // goes on as if it had never stopped
        // </snippet>
        _ = resumed;
    }

    public static Verdict Together(PairedCounts counts, LatencyBuckets usual, LatencyBuckets blue, LatencyBuckets green)
    {
        // <snippet judge-together>
        var errors = new ErrorComparison();
        var latency = new LatencyComparison(new() { CutPoints = LatencyComparisonOptions.CutPointsOf(usual) });
        var together = new SharedFalseAlarms(Percentage.Of(1), ["errors", "latency"]);

        errors.Observe(counts);
        latency.Observe(counts.From, counts.Until, blue, green);
        together.Observe(errors.LogEvidence, latency.LogEvidence);
        // </snippet>
        return together.Verdict;
    }

    public static ComparisonMode? BeforeTheRollout(IEnumerable<PairedCounts> halvesOfBlue)
    {
        // <snippet judge-itself>
        var itself = new SelfComparison();
        foreach (var halves in halvesOfBlue)
        {
            itself.Observe(halves);
        }

        ComparisonMode? mode = itself.Recommended;                  // null: too little was seen
        // </snippet>
        return mode;
    }

    public static void Split(PairedCounts counts, Percentage greenWeight)
    {
        // <snippet judge-split>
        var split = new SplitCheck();
        split.Observe(greenWeight, counts.Blue.Requests, counts.Green.Requests);
        if (split.Verdict == Verdict.Fail)
        {
            Console.Error.WriteLine(split.Judge().Summary);         // and do not trust the comparisons
        }
        // </snippet>
    }
}
