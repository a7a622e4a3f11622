using BlueGreen;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using DurableHost.Serving;

namespace DurableHost;

/// <summary>How the storefront is rolled out. Every host has the same plans; a client needs them to start one.</summary>
internal static class StorefrontPlan
{
    public const string Application = "storefront";
    public const string Opening = "opening";
    public const string Rollout = "storefront";
    public const string Approved = "storefront-approved";

    private static readonly Command Start =
        Command.Run("dotnet", Path.Combine(AppContext.BaseDirectory, "storefront", "Storefront.dll"), "--release", ReleaseToken.Version);

    public static IServiceCollection AddStorefront(this IServiceCollection services, Options options)
    {
        // Each process of a release outlives the host that started it; the next host finds it in the folder that they share.
        services.AddSingleton(_ => new ChildProcessEnvironment(Start, new() { StateDirectory = options.State, ReadinessPath = "/health", HandOverOnExit = true }));
        services.AddSingleton(provider => new RegisterTrafficRouter(Application, provider.GetRequiredService<ITrafficRegister>()));
        services.AddSingleton(_ => new RouterMetrics(options.Router, TimeProvider.System));
        return services;
    }

    public static BlueGreenBuilder AddPlans(this BlueGreenBuilder blueGreen, Options options) => blueGreen
        .AddRollout(Opening, (_, services) => Roles(services).WithoutTriggers("nobody visits the storefront before it opens").DeployGreen().ProbeGreen().ShiftTo(Percentage.All).Promote().Build())
        .AddRollout(Rollout, (_, services) => Watched(services, options.Bake).ShiftTo(Percentage.All).Promote().Build())
        .AddRollout(Approved, (_, services) => Watched(services, options.Bake).Approve("shopkeeper", within: TimeSpan.FromHours(8)).ShiftTo(Percentage.All).Promote().Build());

    private static RolloutBuilder Watched(IServiceProvider services, TimeSpan bake)
    {
        var patience = TimeSpan.FromHours(1);   // a quiet shop takes longer to show whether green is good

        return Roles(services)
            .Metrics(services.GetRequiredService<RouterMetrics>(), sampleEvery: TimeSpan.FromSeconds(0.5))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(2)))
            .Drain(TimeSpan.FromSeconds(1))
            .DeployGreen()
            .ProbeGreen()
            .ShiftTo(Percentage.Of(10))
            .Bake(bake, minimumRequests: 10, deadline: patience)
            .ShiftTo(Percentage.Of(50))
            .Bake(bake, minimumRequests: 10, deadline: patience);
    }

    private static RolloutBuilder Roles(IServiceProvider services) => new RolloutBuilder(Application)
        .Environment(services.GetRequiredService<ChildProcessEnvironment>())
        .Traffic(services.GetRequiredService<RegisterTrafficRouter>())
        .Health(Probe.Get("health", "/health"));
}
