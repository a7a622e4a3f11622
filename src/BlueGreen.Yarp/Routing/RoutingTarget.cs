using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Yarp.Routing;

/// <summary>One deployment of a snapshot, made ready for the request path.</summary>
internal sealed class RoutingTarget(Deployment deployment, DeploymentMeter meter)
{
    private readonly ImmutableArray<string> _own = [AddressOf(deployment.Url)];
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _named = new(StringComparer.Ordinal);

    public Deployment Deployment => deployment;

    public DeploymentMeter Meter => meter;

    /// <summary>The version, or the identifier of a deployment that does not say, as it may stand in a header.</summary>
    public string VersionHeader { get; } = ForHeader(deployment.Version ?? deployment.Id.Value);

    /// <summary>Where requests may be forwarded to; empty when the deployment has no endpoint of that name.</summary>
    /// <param name="endpoint">
    /// The endpoint's name; one that ends with an asterisk means all endpoints whose names begin so; null means the deployment's own address. Names come from the app's
    /// routes, not from requests.
    /// </param>
    public ImmutableArray<string> AddressesOf(string? endpoint) => endpoint is null ? _own : _named.GetOrAdd(endpoint, Find);

    private ImmutableArray<string> Find(string endpoint) =>
        deployment.Endpoints.TryGetValue(endpoint, out var url) ? [AddressOf(url)]
        : endpoint.EndsWith('*') ? [.. deployment.Endpoints.Where(e => e.Key.StartsWith(endpoint[..^1], StringComparison.Ordinal)).Select(e => AddressOf(e.Value))]
        : [];

    private static string AddressOf(Uri url) => url.GetLeftPart(UriPartial.Path);

    private static string ForHeader(string text) => text.All(c => c is >= ' ' and <= '~') ? text : Uri.EscapeDataString(text);
}
