using System.Collections.Immutable;
using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Routing;

/// <summary>One deployment of a snapshot, made ready for the request path.</summary>
internal sealed class RoutingTarget(Deployment deployment, DeploymentMeter meter)
{
    private readonly string _address = AddressOf(deployment.Url);
    private readonly ImmutableDictionary<string, string> _endpoints = deployment.Endpoints.ToImmutableDictionary(e => e.Key, e => AddressOf(e.Value));

    public Deployment Deployment => deployment;

    public DeploymentMeter Meter => meter;

    /// <summary>The version as it may stand in a header: printable ASCII, everything else percent-encoded.</summary>
    public string VersionHeader { get; } = deployment.Version.All(c => c is >= ' ' and <= '~') ? deployment.Version : Uri.EscapeDataString(deployment.Version);

    /// <summary>Where requests are forwarded to, or null when the deployment has no endpoint of that name.</summary>
    /// <param name="endpoint">The endpoint's name; null for the deployment's own address.</param>
    public string? FindAddress(string? endpoint) => endpoint is null ? _address : _endpoints.GetValueOrDefault(endpoint);

    private static string AddressOf(Uri url) => url.GetLeftPart(UriPartial.Path);
}
