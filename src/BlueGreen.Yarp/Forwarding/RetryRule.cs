using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>
/// Whether a request may be sent again: its method is idempotent (RFC 9110, 9.2.2), it has no body, its client waits and has received nothing, and the connection
/// failed, rather than the deployment being slow or answering badly.
/// </summary>
internal static class RetryRule
{
    public static bool Allows(HttpContext context, ForwarderError error) =>
        error == ForwarderError.Request
        && !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && IsIdempotent(context.Request.Method)
        && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
        && IsConnectionFailure(context.GetForwarderErrorFeature()?.Exception);

    /// <summary>Forgets the failure, so that the forwarder takes the response for untouched.</summary>
    public static void Reset(HttpContext context)
    {
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static bool IsIdempotent(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)
        || HttpMethods.IsPut(method) || HttpMethods.IsDelete(method);

    private static bool IsConnectionFailure(Exception? exception) => exception is HttpRequestException failure && failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ResponseEnded => true,
        HttpRequestError.Unknown => failure.InnerException is SocketException or IOException { InnerException: SocketException },
        _ => false,
    };
}
