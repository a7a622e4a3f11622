using BlueGreen.Analysis;
using BlueGreen.Plans;
using BlueGreen.Tests.Scenarios;

namespace BlueGreen.Tests.Analysis;

/// <summary>What is taken for a sign that a deployment has requests.</summary>
public sealed class SourceHealthTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Deployment Blue = new() { Id = new("blue"), Version = "1", Url = new("http://blue.test/") };
    private static readonly Deployment Green = new() { Id = new("green"), Version = "2", Url = new("http://green.test/") };
    private static readonly MetricName Connections = new("postgres_connections");
    private static readonly MetricName Jobs = new("job_failures");

    [Fact]
    public void Requests_are_traffic_and_their_absence_is_silence()
    {
        var plan = Plan(Metric.ErrorRate);

        Assert.Equal(SourceHealth.Good, Judge(plan, Data(Green, Metric.ErrorRate)));
        Assert.True(Judge(plan, Data(Blue, Metric.ErrorRate)).GreenSilent);
        Assert.Equal(1, Judge(plan).Silent);
    }

    [Fact]
    public void What_does_not_count_requests_does_not_hide_that_green_has_none()
    {
        var plan = Plan(Metric.ErrorRate, Connections, Jobs);
        var beside = (MetricEvidence[])[Data(Green, Connections) with { CountsRequests = false }, Data(Green, Jobs) with { CountsRequests = false }];

        Assert.True(Judge(plan, [Data(Blue, Metric.ErrorRate), .. beside]).GreenSilent);
        Assert.Equal(1, Judge(plan, beside).Silent);
        Assert.Equal(SourceHealth.Good, Judge(plan, [Data(Green, Metric.ErrorRate), .. beside]));
    }

    [Fact]
    public void A_plan_with_nothing_that_counts_requests_cannot_tell()
    {
        var plan = Plan(Connections, Metric.MemoryUsage);

        Assert.Equal(SourceHealth.Good, Judge(plan, MetricEvidence.NoData(Green.Id, Connections) with { CountsRequests = false }));
        Assert.Equal(SourceHealth.Good, Judge(plan, Data(Green, Connections) with { CountsRequests = false }));
    }

    [Fact]
    public void What_a_rule_takes_for_a_usage_is_none_whatever_its_source_says()
    {
        var usage = Plan(Connections) with { Triggers = [new ThresholdTrigger("many", Rollback.Immediate, Metric.Usage("postgres_connections").Above(Percentage.Of(80)).For(TimeSpan.FromMinutes(1)))] };
        var required = Plan(Connections) with { Steps = [new BakeStep("bake", TimeSpan.FromMinutes(1)) { Requiring = [Metric.Usage("postgres_connections").Below(Percentage.Of(80))], Deadline = TimeSpan.FromMinutes(3) }] };

        Assert.Equal(SourceHealth.Good, Judge(usage));
        Assert.Equal(SourceHealth.Good, Judge(required));
        Assert.Equal(1, Judge(Plan(Connections)).Silent);
    }

    private static PlanDescription Plan(params MetricName[] metrics) => Shop.Slow.Description with { Triggers = [], Metrics = [.. metrics.Select(metric => new MetricBinding(metric, 0))] };

    private static MetricEvidence Data(Deployment deployment, MetricName metric) => MetricEvidence.NoData(deployment.Id, metric) with { Value = 0.1, Samples = 10 };

    private static SourceHealth Judge(PlanDescription plan, params MetricEvidence[] evidence) => SourceHealth.Good.Add(
        plan, new(Begin) { Readings = [new() { From = Begin - plan.SampleEvery, Watermark = Begin, Evidence = [.. evidence] }] }, Blue, Green, blueHasTraffic: true);
}
