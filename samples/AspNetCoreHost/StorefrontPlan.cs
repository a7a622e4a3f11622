using AspNetCoreHost.Access;
using BlueGreen;
using BlueGreen.Yarp;
using Microsoft.Extensions.Options;

namespace AspNetCoreHost;

/// <summary>How the storefront is rolled out.</summary>
internal static class StorefrontPlan
{
    private static readonly Command Start =
        Command.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "storefront", "Storefront.dll"), "--release", ReleaseToken.Version);

    public static ChildProcessEnvironment CreateEnvironment(IServiceProvider services) => new(Start, new()
    {
        StateDirectory = services.GetRequiredService<IOptions<StorefrontOptions>>().Value.StateDirectory,
        ReadinessPath = "/health",
    });

    public static RolloutPlan Build(IServiceProvider services)
    {
        var router = services.GetRequiredService<YarpTrafficRouter>();
        var options = services.GetRequiredService<IOptions<StorefrontOptions>>().Value;
        var patience = TimeSpan.FromHours(1);   // a quiet shop takes longer to show whether green is good

        return new RolloutBuilder("storefront")
            .Environment(services.GetRequiredService<ChildProcessEnvironment>())
            .Traffic(router)
            .Metrics(router, options.SampleEvery)
            .Health(Probe.Get("health", "/health"))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(3 * options.SampleEvery))
            .RollBackWhen(Metric.HealthFailures.InARow(3).Within(6 * options.SampleEvery))
            .DeployGreen()
            .ProbeGreen()
            .ShiftTo(Percentage.Of(10))
            .Bake(options.Bake, minimumRequests: 20, deadline: patience)
            .Approve(Roles.Approver, within: TimeSpan.FromHours(4))
            .ShiftTo(Percentage.All)
            .Bake(options.Bake, deadline: patience)
            .Promote()
            .Build();
    }
}
