using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Simulation;
using BlueGreen.Testing;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>Rollouts whose reports are looked at: the standard course in virtual time.</summary>
internal static class Rollouts
{
    public static async Task<ImmutableArray<JournalEntry>> RunAsync(string which)
    {
        var (world, plan) = which switch
        {
            "good" => (new VirtualWorld(), Course()),
            "errors" => (new VirtualWorld().Green(errors: Percentage.Of(12), from: TimeSpan.FromMinutes(4)), Course()),
            "memory" => (new VirtualWorld().Green(memory: Percentage.Of(95), from: TimeSpan.FromMinutes(5)).MetricsOutage(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1)), Course()),
            "latency" => (new VirtualWorld().Green(responseTime: TimeSpan.FromSeconds(2.6), from: TimeSpan.FromMinutes(7)), Course()),
            "unhealthy" => (new VirtualWorld().Green(healthy: false, from: TimeSpan.FromMinutes(4)), Course()),
            "held" => (new VirtualWorld().At(TimeSpan.FromMinutes(2), SignalKind.Pause, "ada <script>alert(1)</script>").At(TimeSpan.FromMinutes(6), SignalKind.Resume, "ada"), Course()),
            "day" => (new VirtualWorld(), Course(watch: TimeSpan.FromHours(24))),
            "certified" => (Noisy(1), Compared()),
            "worse" => (Noisy(4), Compared()),
            "first" => (new VirtualWorld().WithoutBlue(), Course()),
            _ => (new VirtualWorld(), Course(smokes: true)),
        };
        return (await world.RunAsync(plan, new Release("2.0.0"))).Journal;
    }

    private static VirtualWorld Noisy(double errors) =>
        new VirtualWorld().Requests(200).Randomly(3).Blue(errors: Percentage.Of(1)).Green(errors: Percentage.Of(1)).Green(errors: Percentage.Of(errors), from: TimeSpan.FromSeconds(100));

    private static RolloutPlan Compared()
    {
        var nothing = new UncalledRoles();
        return new RolloutBuilder("storefront")
            .Environment(nothing).Traffic(nothing).Metrics(nothing, sampleEvery: TimeSpan.FromSeconds(1))
            .Health(Probe.Get("health", "/health"))
            .RollBackWhen(When.GreenIsWorse().In(Metric.ErrorRate).In(Metric.ResponseTime))
            .DeployGreen()
            .ShiftTo(Percentage.Of(10)).BakeUntil(When.GreenIsGoodEnough(), within: TimeSpan.FromMinutes(30), atLeast: TimeSpan.FromMinutes(2))
            .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3))
            .ShiftTo(Percentage.All).Promote()
            .Build();
    }

    private static RolloutPlan Course(bool smokes = false, TimeSpan? watch = null)
    {
        var nothing = new UncalledRoles();
        return new RolloutBuilder("storefront")
            .Environment(nothing).Traffic(nothing).Metrics(nothing)
            .Health(Probe.Get("health", "/health"))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
            .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
            .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
            .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3)), Rollback.Gradual)
            .DeployGreen()
            .Gate("smoke", (_, _) => Task.FromResult(smokes ? CheckResult.Fail("2 of 12 pages do not answer: /cart, /login") : CheckResult.Pass("12 pages answer")))
            .ProbeGreen()
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2), requiring: Metric.ErrorRate.Below(Percentage.Of(1)))
            .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3), compare: Regression.Defaults)
            .ShiftTo(Percentage.All).Bake(TimeSpan.FromMinutes(5))
            .Promote()
            .Watch(watch ?? TimeSpan.FromMinutes(10))
            .Build();
    }
}
