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

    /// <summary>The version, or the identifier of a deployment that does not say, as it may stand in a header.</summary>
    public string VersionHeader { get; } = ForHeader(deployment.Version ?? deployment.Id.Value);

    /// <summary>Where requests are forwarded to, or null when the deployment has no endpoint of that name.</summary>
    /// <param name="endpoint">The endpoint's name; null for the deployment's own address.</param>
    public string? FindAddress(string? endpoint) => endpoint is null ? _address : _endpoints.GetValueOrDefault(endpoint);

    private static string AddressOf(Uri url) => url.GetLeftPart(UriPartial.Path);

    private static string ForHeader(string text) => text.All(c => c is >= ' ' and <= '~') ? text : Uri.EscapeDataString(text);
}
