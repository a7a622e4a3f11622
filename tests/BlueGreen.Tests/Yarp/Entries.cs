using BlueGreen.Traffic;

namespace BlueGreen.Tests.Yarp;

/// <summary>Entries of the application "shop".</summary>
internal static class Entries
{
    public static Deployment DeploymentOf(string id) => new() { Id = new(id), Version = id, Url = new($"http://{id}.test/") };

    public static TrafficEntry AllTo(string id, long intent) => Of(TrafficSplit.AllTo(new(id)), intent);

    public static TrafficEntry Of(TrafficSplit split, long intent = 1) => new()
    {
        Application = "shop",
        Split = split,
        Deployments = [.. split.Weights.Select(w => DeploymentOf(w.Deployment.Value))],
        Token = new(1, intent),
    };
}
