using BlueGreen.Analysis.Comparing;
using BlueGreen.Events;
using BlueGreen.Plans;

namespace BlueGreen.Tests.Analysis.Comparing;

public sealed class ComparisonWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeploymentId Blue = new("blue");
    private static readonly DeploymentId Green = new("green");

    [Fact]
    public void A_driver_that_takes_over_goes_on_with_the_evidence_of_the_last_one()
    {
        var plan = Plan(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime), When.GreenIsGoodEnough());
        var whole = ComparisonWatch.Resume(plan, []);
        var resumed = whole;
        for (var second = 0; second < 60; second++)
        {
            var window = Window(plan, second, greenErrors: second % 7 == 0 ? 1 : 0);
            whole = whole.Add(window);
            resumed = ComparisonWatch.Resume(plan, resumed.Add(window).Standings);
        }

        foreach (var (one, other) in whole.Standings.Zip(resumed.Standings))
        {
            Assert.Equal(one.ToString(), other.ToString());
        }

        Assert.Equal(["error_rate", "response_time", $"good enough: {When.GreenIsGoodEnough()}", "split", "together"], whole.Standings.Select(standing => standing.Test));
        Assert.True(Math.Abs(whole.Evidence[0].LogEvidence) > 0.1);
        Assert.NotEqual(0, whole.Evidence[1].LogEvidence);
    }

    [Fact]
    public void A_window_that_was_compared_is_not_compared_again()
    {
        var plan = Plan(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime));
        var once = ComparisonWatch.Resume(plan, []);
        for (var second = 0; second < 4; second++)
        {
            once = once.Add(Window(plan, second, greenErrors: 2));
        }

        var twice = once.Add(Window(plan, 3, greenErrors: 2)).Add(Window(plan, 2.5, greenErrors: 2));

        Assert.Equal(once.Evidence, twice.Evidence);
    }

    [Theory]
    [InlineData("{\"version\":2,\"settings\":\"of the future\"}")]
    [InlineData("{\"version\":1}")]
    [InlineData("nothing")]
    public void A_checkpoint_that_this_version_cannot_use_begins_anew(string state)
    {
        var plan = Plan(When.GreenIsWorse().In(Metric.ErrorRate));

        var watch = ComparisonWatch.Resume(plan, [new("error_rate", 9, "of another version", state)]);

        Assert.Equal(0, watch.Evidence[0].LogEvidence);
        Assert.NotNull(Fail(watch, plan));
    }

    [Fact]
    public void A_plan_without_comparisons_keeps_nothing()
    {
        var plan = Plan(null);

        Assert.Empty(ComparisonWatch.Resume(plan, []).Add(Window(plan, 0, greenErrors: 20)).Standings);
    }

    [Fact]
    public void A_side_of_which_nothing_is_known_is_not_compared()
    {
        var plan = Plan(When.GreenIsWorse().In(Metric.ErrorRate));
        var silent = Window(plan, 0, greenErrors: 20);
        var reading = silent.Sample.Readings[0]!;
        var unknown = silent with { Sample = silent.Sample with { Readings = [reading with { Evidence = reading.Evidence.RemoveAll(e => e.Deployment == Blue && e.Metric == Metric.ErrorRate.Name).Add(new() { Deployment = Blue, Metric = Metric.ErrorRate, Value = 0.1, Samples = 180 }) }] } };

        Assert.Equal(0, ComparisonWatch.Resume(plan, []).Add(unknown).Evidence[0].LogEvidence);
    }

    [Fact]
    public void Histograms_with_other_bounds_are_left_aside()
    {
        var plan = Plan(When.GreenIsWorse().In(Metric.ResponseTime) with { SlowStart = null });
        var watch = ComparisonWatch.Resume(plan, []);
        for (var second = 0; second < 3; second++)
        {
            watch = watch.Add(Window(plan, second, greenErrors: 0));
        }

        var other = Window(plan, 3, greenErrors: 0, slow: 20, bound: 200);

        Assert.Equal(watch.Evidence[0], watch.Add(other).Evidence[0]);
        Assert.True(watch.Add(Window(plan, 3, greenErrors: 0, slow: 20)).Evidence[0].LogEvidence > 1);
    }

    private static TriggerTripped? Fail(ComparisonWatch watch, PlanDescription plan)
    {
        for (var second = 0; second < 10; second++)
        {
            watch = watch.Add(Window(plan, second, greenErrors: 10));
        }

        return watch.FindTripped((ComparisonTrigger)plan.Triggers[0]);
    }

    private static PlanDescription Plan(WorseThanBlue? condition, Certification? until = null) => new()
    {
        Application = "shop",
        Bindings = [],
        Traffic = new(),
        Metrics = [new(Metric.ErrorRate, 0), new(Metric.ResponseTime, 0)],
        Triggers = condition is null ? [] : [new ComparisonTrigger("worse", Rollback.Immediate, condition)],
        Steps = until is null ? [] : [new BakeStep("bake", TimeSpan.FromMinutes(1)) { Deadline = TimeSpan.FromMinutes(9), Until = until }],
    };

    private static ComparedSample Window(PlanDescription plan, double second, long greenErrors, long slow = 3, int bound = 100)
    {
        var from = Start.AddSeconds(second);
        var reading = new MetricReading
        {
            From = from,
            Watermark = from.AddSeconds(1),
            Evidence = [Errors(Blue, 180, 1), Errors(Green, 20, greenErrors), Times(Blue, 180, 27, bound), Times(Green, 20, slow, bound)],
        };
        return new(plan, new(from.AddSeconds(1)) { Readings = [reading] }, Blue, Green, Percentage.Of(10));
    }

    private static MetricEvidence Errors(DeploymentId deployment, long requests, long errors) =>
        new() { Deployment = deployment, Metric = Metric.ErrorRate, Value = (double)errors / requests, Samples = requests, Counts = new(requests, errors) };

    private static MetricEvidence Times(DeploymentId deployment, long requests, long slow, int bound) => new()
    {
        Deployment = deployment,
        Metric = Metric.ResponseTime,
        Value = 0.05,
        Samples = requests,
        Buckets = new() { UpperBounds = [TimeSpan.FromMilliseconds(bound)], Counts = [requests - slow, slow], Sum = TimeSpan.FromMilliseconds(50) * requests },
    };
}
