using Yarp.ReverseProxy.Configuration;

namespace BlueGreen.Yarp.Clusters;

/// <summary>What a cluster of YARP's configuration must not have when its requests are to go by a split.</summary>
internal static class RollingClusterRules
{
    /// <summary>All problems, each worded to follow the cluster's name; none for a cluster that is not under a router.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="applications">Those that have a router in this app.</param>
    public static IEnumerable<string> ProblemsOf(ClusterConfig cluster, string[] applications) => RollingCluster.ApplicationOf(cluster) is { } application
        ? new[] { RouterProblem(application, applications), AffinityProblem(cluster), HealthProblem(cluster), DestinationProblem(cluster) }.OfType<string>()
        : RollingCluster.EndpointOf(cluster) is not null ? [$"has the metadata {RollingCluster.Endpoint} without {RollingCluster.Application}. Say whose deployments are meant."] : [];

    private static string? RouterProblem(string application, string[] applications) => applications.Contains(application)
        ? null
        : $"sends to the deployments of '{application}', and this app has routers for {string.Join(", ", applications)}. "
            + $"Add it with services.AddBlueGreenYarpRouter(\"{application}\").";

    private static string? AffinityProblem(ClusterConfig cluster) => cluster.SessionAffinity is { Enabled: true } affinity
        ? $"has session affinity ({affinity.Policy ?? "the default policy"}) and goes by the split of '{RollingCluster.ApplicationOf(cluster)}'. Affinity binds users to a destination "
            + "and would keep them there when its weight is 0. Take SessionAffinity off the cluster; to let users stay with green while its share rises, set "
            + $"{nameof(YarpRouterOptions.StickyCookie)} or {nameof(YarpRouterOptions.StickyHeader)} of the router."
        : null;

    private static string? HealthProblem(ClusterConfig cluster) => cluster.HealthCheck is { Active.Enabled: true } or { Passive.Enabled: true }
        ? "has health checks and goes by a split. They would judge a destination that receives nothing. Take HealthCheck off the cluster; a plan's probes watch the deployments."
        : null;

    private static string? DestinationProblem(ClusterConfig cluster) => cluster.Destinations is { Count: > 0 }
        ? null
        : "goes by a split but has no destination, and YARP refuses requests then. Add one with any address; it receives nothing.";
}
