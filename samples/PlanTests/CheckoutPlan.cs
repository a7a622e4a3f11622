using BlueGreen;

namespace PlanTests;

/// <summary>How a team rolls out its checkout: the code under test. It lives in the team's tool and is told its providers.</summary>
internal static class CheckoutPlan
{
    public static RolloutPlan Build(IEnvironmentProvider environment, ITrafficRouter router, IMetricsSource metrics, IMigrationRunner migrations) =>
        new RolloutBuilder("checkout")
            .Environment(environment)
            .Traffic(router)
            .Metrics(metrics)
            .Migrations(migrations)
            .Health(Probe.Get("api", "/health"))

            // rules: from green's first request until the end
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
            .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
            .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
            .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3)), Rollback.Gradual)

            // steps: in this order
            .Expand()
            .DeployGreen()
            .ProbeGreen(deadline: TimeSpan.FromMinutes(5))
            .Gate("payment flow", Checks.Command("npm", "run", "test:payment"), deadline: TimeSpan.FromMinutes(3))
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2), requiring: Metric.ErrorRate.Below(Percentage.Of(1)))
            .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3), compare: Regression.Defaults)
            .ShiftTo(Percentage.All)
            .Promote()
            .Watch(TimeSpan.FromMinutes(10))
            .Approve("dba", within: TimeSpan.FromHours(4), onExpiry: Expiry.FinishWithoutContract)
            .PointOfNoReturn()
            .Contract()
            .Build();
}
