using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>
/// One request on its way through one deployment: transforms as YARP does by default, names the version, and counts how it went. A request whose client went
/// away before the deployment answered counts for nothing: it says neither that the deployment works nor that it fails.
/// </summary>
internal sealed class RoutedRequest(RoutingLease lease, string versionHeader, TimeProvider clock) : HttpTransformer
{
    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan? _answeredAfter;
    private int _status;
    private bool _counted;

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken) =>
        Default.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is not null)
        {
            _answeredAfter = clock.GetElapsedTime(_startedAt);
            _status = (int)proxyResponse.StatusCode;
            CountUpgrade();
        }

        var copyBody = await Default.TransformResponseAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
        NameVersion(httpContext);
        return copyBody;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) =>
        Default.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);

    public void NameVersion(HttpContext context) => context.Response.Headers[versionHeader] = lease.Target.VersionHeader;

    /// <summary>Counts the request, unless it counted already or counts for nothing.</summary>
    /// <param name="error">How the forwarding ended.</param>
    /// <param name="clientGone">Whether the client went away.</param>
    public void Finish(ForwarderError error, bool clientGone)
    {
        if (_answeredAfter is { } latency)
        {
            Count(latency, _status >= StatusCodes.Status500InternalServerError || BrokeOff(error));
        }
        else if (StayedSilent(error) && !clientGone)
        {
            Fail();
        }
    }

    /// <summary>Counts a request that the deployment cannot serve.</summary>
    public void Fail() => Count(clock.GetElapsedTime(_startedAt), failed: true);

    private void CountUpgrade()
    {
        if (_status == StatusCodes.Status101SwitchingProtocols)
        {
            Count(_answeredAfter.GetValueOrDefault(), failed: false);
        }
    }

    private void Count(TimeSpan latency, bool failed)
    {
        if (!_counted)
        {
            _counted = true;
            lease.Record(latency, failed);
        }
    }

    private static bool StayedSilent(ForwarderError error) =>
        error is ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.RequestBodyDestination;

    private static bool BrokeOff(ForwarderError error) => error is ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyDestination;
}
