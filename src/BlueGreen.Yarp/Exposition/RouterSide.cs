using System.Collections.Immutable;
using BlueGreen.Yarp.Measuring;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Yarp.Exposition;

/// <summary>One deployment at one application's router, as it is shown to the outside.</summary>
/// <param name="Application">The application.</param>
/// <param name="Meter">Its counters.</param>
/// <param name="Weight">Its share of the split in force.</param>
internal sealed record RouterSide(string Application, DeploymentMeter Meter, Percentage Weight)
{
    public const string OutcomeTag = "bluegreen.outcome";

    public KeyValuePair<string, object?>[] Tags => TagsOf(Application, Meter);

    public static KeyValuePair<string, object?>[] TagsOf(string application, DeploymentMeter meter) =>
        [new("bluegreen.application", application), new("bluegreen.deployment", meter.Deployment.Value), new("bluegreen.version", meter.Version)];

    /// <summary>All deployments that the app's routers know, by application in the order of registration.</summary>
    public static ImmutableArray<RouterSide> All(IServiceProvider services) =>
    [
        .. from registration in services.GetServices<RouterRegistration>()
           let table = services.GetRequiredKeyedService<RouterInstance>(registration.Application).Table
           let split = table.Entry?.Split ?? TrafficSplit.None
           from meter in table.Meters.OrderBy(m => m.Deployment.Value, StringComparer.Ordinal)
           select new RouterSide(registration.Application, meter, split.WeightOf(meter.Deployment)),
    ];
}
