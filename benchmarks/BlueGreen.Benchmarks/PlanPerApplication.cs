using BlueGreen.Events;
using BlueGreen.Hosting;

namespace BlueGreen.Benchmarks;

/// <summary>The same small plan for every application.</summary>
internal sealed class PlanPerApplication(InstantEnvironment environment, InstantRouter router) : IPlanCatalog
{
    public RolloutPlan? Find(RolloutStarted started) => Build(started.Plan.Application, environment, router);

    public static RolloutPlan Build(string application, InstantEnvironment environment, InstantRouter router) => new RolloutBuilder(application)
        .Environment(environment)
        .Traffic(router)
        .Metrics(router, sampleEvery: TimeSpan.FromSeconds(10))
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
        .DeployGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Approve("release managers", within: TimeSpan.FromHours(4), onExpiry: Expiry.RollBack)
        .Build();
}
