using BlueGreen.Yarp.Draining;
using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>
/// One request on its way through one deployment: transforms as YARP does by default, names the version, and counts how it went. A request whose client went
/// away before the deployment answered counts for nothing: it says neither that the deployment works nor that it fails.
/// </summary>
internal sealed class RoutedRequest(RoutingLease lease, RoutedUser user, RouterFrame frame) : HttpTransformer
{
    private readonly long _startedAt = frame.Clock.GetTimestamp();
    private LongLivedConnection? _longLived;
    private TimeSpan? _answeredAfter;
    private int _status;
    private bool _counted;

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken) =>
        Default.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        Answered(httpContext, proxyResponse);
        var copyBody = await Default.TransformResponseAsync(httpContext, proxyResponse, cancellationToken).ConfigureAwait(false);
        Mark(httpContext);
        return copyBody;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) =>
        Default.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);

    public void NameVersion(HttpContext context) => context.Response.Headers[frame.VersionHeader] = lease.Target.VersionHeader;

    /// <summary>Puts the version into an answer, and the cookie by which the user is known again into one of the deployment's.</summary>
    public void Mark(HttpContext context)
    {
        NameVersion(context);
        if (_answeredAfter is not null)
        {
            frame.Stickiness.Remember(context, user);
        }
    }

    /// <summary>The deployment began to answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">The answer; null when there is none.</param>
    public void Answered(HttpContext context, HttpResponseMessage? answer)
    {
        if (answer is null)
        {
            return;
        }

        _answeredAfter = frame.Clock.GetElapsedTime(_startedAt);
        _status = (int)answer.StatusCode;
        if (LongLivedConnection.Begins(context.Request, answer))
        {
            Count(_answeredAfter.GetValueOrDefault(), failed: false);
            _longLived = lease.Target.Meter.LongLived.Add(context);
        }
    }

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
    public void Fail() => Count(frame.Clock.GetElapsedTime(_startedAt), failed: true);

    /// <summary>The request is over: it is in flight no longer. Called exactly once, last.</summary>
    public void End()
    {
        _longLived?.End();
        lease.Release();
    }

    private void Count(TimeSpan latency, bool failed)
    {
        if (!_counted)
        {
            _counted = true;
            lease.Record(latency, failed);
            frame.Instruments.Record(lease.Target.Meter, frame.Application, latency, failed);
        }
    }

    private static bool StayedSilent(ForwarderError error) =>
        error is ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.RequestBodyDestination;

    private static bool BrokeOff(ForwarderError error) => error is ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyDestination;
}
