using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>Answers an application's requests by forwarding each to a deployment.</summary>
internal sealed class RequestForwarder(
    string application, RoutingTable table, IHttpForwarder forwarder, ForwarderClient client, YarpRouterOptions options, TimeProvider clock)
{
    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = options.ActivityTimeout };
    private readonly string _versionHeader = options.VersionHeader;

    /// <summary>Serves one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">The deployment's endpoint to forward to; null for its own address.</param>
    public async Task ServeAsync(HttpContext context, string? endpoint)
    {
        if (!table.TryTake(out var lease))
        {
            context.Response.Headers[_versionHeader] = "none";
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, $"No deployment of '{application}' receives traffic.").ConfigureAwait(false);
            return;
        }

        try
        {
            await ForwardAsync(context, lease.Target, endpoint, new(lease, _versionHeader, clock)).ConfigureAwait(false);
        }
        finally
        {
            lease.Release();
        }
    }

    private async Task ForwardAsync(HttpContext context, RoutingTarget target, string? endpoint, RoutedRequest request)
    {
        request.NameVersion(context);
        if (target.FindAddress(endpoint) is not { } address)
        {
            request.Fail();
            await RefuseAsync(
                context, StatusCodes.Status502BadGateway, $"Deployment {target.Deployment} of '{application}' has no endpoint '{endpoint}'.").ConfigureAwait(false);
            return;
        }

        var error = await forwarder.SendAsync(context, address, client.Invoker, _config, request).ConfigureAwait(false);
        request.Finish(error, context.RequestAborted.IsCancellationRequested);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message, context.RequestAborted);
    }
}
