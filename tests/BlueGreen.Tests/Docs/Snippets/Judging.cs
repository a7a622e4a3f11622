using BlueGreen;
using BlueGreen.Analysis;

namespace Acme;

public static class Judging
{
    public static RolloutPlan Plan(IEnvironmentProvider environment, ITrafficRouter router, IMetricsSource metrics)
    {
        // <snippet judge-plan>
        var plan = new RolloutBuilder("storefront")
            .Environment(environment)
            .Traffic(router)
            .Metrics(metrics, sampleEvery: TimeSpan.FromSeconds(1))

            // at any time: green fails more often than blue, beyond chance
            .RollBackWhen(When.GreenIsWorse())

            .DeployGreen()

            // until green is shown to be good enough, for a minute at least
            .ShiftTo(Percentage.Of(10)).BakeUntil(When.GreenIsGoodEnough(), within: TimeSpan.FromMinutes(30))
            .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(2))
            .ShiftTo(Percentage.All).Promote()
            .Watch(TimeSpan.FromMinutes(10))
            .Build();
        // </snippet>
        return plan;
    }

    public static void Knobs()
    {
        // <snippet judge-knobs>
        WorseThanBlue[] conditions =
        [
            When.GreenIsWorse(falseAlarms: Percentage.Of(0.1)),
            When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime).Tolerating(Factor.Of(1.5)),
            When.GreenIsWorse().In(Metric.Ratio("failed_payments")),
            When.GreenIsWorse().ForgivingColdStart(),
            When.GreenIsWorse().DespiteBursts(block: TimeSpan.FromSeconds(10)),
        ];
        // </snippet>
        _ = conditions;
    }

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

    public static async Task<ComparisonMode> BeforeTheRolloutAsync(IMetricsSource metrics, CancellationToken stop)
    {
        // <snippet judge-itself>
        // such as Prometheus, with a label `half` that blue's instances bear
        var itself = new SelfComparison();
        ComparisonMode mode = await itself.ObserveAsync(metrics, first: new("a"), second: new("b"), cancellationToken: stop);

        Console.WriteLine(itself.Judge().Summary);      // Blue's halves differ no more than chance explains: compare errors by counts.
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
