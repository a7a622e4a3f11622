using BlueGreen.Traffic;
using BlueGreen.Yarp.Draining;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;

namespace BlueGreen.Tests.Yarp;

/// <summary>Entries of the application "shop".</summary>
internal static class Entries
{
    public static Deployment DeploymentOf(string id) => new() { Id = new(id), Version = id, Url = new($"http://{id}.test/") };

    public static RoutingTable TableOf(IRandomSource random) => new(random, _ => NewConnections());

    public static LongLivedConnections NewConnections() => new(limit: null, TimeProvider.System, _ => { });

    public static DeploymentMeter MeterOf(string id) => new(new(id), id, NewConnections());

    /// <summary>Draws at random.</summary>
    public static bool TryTake(this RoutingTable table, out RoutingLease lease) => table.TryTake(default, out lease);

    public static TrafficEntry AllTo(string id, long intent) => Of(TrafficSplit.AllTo(new(id)), intent);

    public static TrafficEntry Of(TrafficSplit split, long intent = 1) => new()
    {
        Application = "shop",
        Split = split,
        Deployments = [.. split.Weights.Select(w => DeploymentOf(w.Deployment.Value))],
        Token = new(1, intent),
    };
}
