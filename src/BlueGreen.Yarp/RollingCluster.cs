using Yarp.ReverseProxy.Configuration;

namespace BlueGreen.Yarp;

/// <summary>
/// The metadata by which a cluster of YARP's own configuration is put under a router. Requests then go where the split says; matching, transforms and the HTTP client's
/// settings stay YARP's affair. The cluster's own destinations, of which YARP wants at least one, receive nothing. Session affinity and health checks of such a
/// cluster are refused when the configuration is loaded.
/// </summary>
public static class RollingCluster
{
    /// <summary>Names the application: <c>BlueGreen.Application</c>.</summary>
    public const string Application = "BlueGreen.Application";

    /// <summary>Names the deployments' endpoint: <c>BlueGreen.Endpoint</c>, as in <c>MapBlueGreenRouter</c>. Default: the deployment's own address.</summary>
    public const string Endpoint = "BlueGreen.Endpoint";

    internal static string? ApplicationOf(ClusterConfig cluster) => cluster.Metadata?.GetValueOrDefault(Application);

    internal static string? EndpointOf(ClusterConfig cluster) => cluster.Metadata?.GetValueOrDefault(Endpoint);
}
