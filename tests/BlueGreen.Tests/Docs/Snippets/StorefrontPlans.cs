using BlueGreen;
using BlueGreen.Yarp;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

internal static class StorefrontPlans
{
    // <snippet storefront-plan>
    public static RolloutPlan Standard(IServiceProvider services)
    {
        var router = services.GetRequiredService<YarpTrafficRouter>();
        return new RolloutBuilder("storefront")
            .Environment(services.GetRequiredService<ChildProcessEnvironment>())
            .Traffic(router)
            .Metrics(router)
            .Health(Probe.Get("public", "/api/health"), Probe.Get("cache", "/api/cache/health"))
            .Follow(RolloutProfiles.Standard.Without(Metric.MemoryUsage))   // a router knows nothing of memory
            .Build();
    }
    // </snippet>

    // <snippet own-steps>
    public static RolloutPlan Careful(IEnvironmentProvider environment, YarpTrafficRouter router) => new RolloutBuilder("storefront")
        .Environment(environment)
        .Traffic(router)
        .Metrics(router)
        .Health(Probe.Get("public", "/api/health"))

        // rules: from green's first request until the end
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
        .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
        .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
        .Retain(5)

        // steps: in this order
        .Check(Checks.Command("npm", "test"), Checks.Variable("DATABASE_URL"), Checks.Tcp("db", 5432))
        .DeployGreen(buildWith: Command.Run("npm", "run", "build"))
        .ProbeGreen(deadline: TimeSpan.FromMinutes(5))
        .Gate("critical flows", (green, cancellationToken) => Flows.RunAsync(green.Url, cancellationToken), deadline: TimeSpan.FromMinutes(3))
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2), requiring: Metric.ErrorRate.Below(Percentage.Of(1)))
        .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3), compare: Regression.Defaults.Only(Metric.ResponseTime, Metric.ErrorRate))
        .Approve("release-managers", within: TimeSpan.FromHours(4))
        .ShiftTo(Percentage.All)
        .Promote()
        .VerifyHeader("x-deployment-version", new Uri("https://www.example.com/"))
        .Watch(TimeSpan.FromMinutes(10))
        .Build();
    // </snippet>
}
