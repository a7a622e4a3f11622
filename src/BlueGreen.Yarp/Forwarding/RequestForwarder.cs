using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>Answers an application's requests by forwarding each to a deployment, and to another when the first cannot be reached and that is safe.</summary>
internal sealed class RequestForwarder(
    RoutingTable table, IRandomSource random, IHttpForwarder forwarder, ForwarderClient client, YarpRouterOptions options, RouterFrame frame)
{
    private readonly ForwarderRequestConfig _config = new() { ActivityTimeout = options.ActivityTimeout };
    private readonly int _retries = options.Retries;

    /// <summary>Serves one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">The deployment's endpoint to forward to; null for its own address.</param>
    public async Task ServeAsync(HttpContext context, string? endpoint)
    {
        var user = frame.Stickiness.Recognize(context);
        var attempt = new Attempt(new(user.Hash, Avoid: null), AvoidAddress: null, RetriesLeft: _retries);
        while (table.TryTake(attempt.Draw, out var lease))
        {
            var request = new RoutedRequest(lease, user, frame);
            try
            {
                if (await ForwardAsync(context, lease.Target, endpoint, request, attempt).ConfigureAwait(false) is not { } next)
                {
                    return;
                }

                attempt = next;
            }
            finally
            {
                request.End();
            }
        }

        await Refusal.NoDeploymentAsync(context, frame, table.Permit).ConfigureAwait(false);
    }

    /// <returns>How to try again; null when the request is answered.</returns>
    private async Task<Attempt?> ForwardAsync(HttpContext context, RoutingTarget target, string? endpoint, RoutedRequest request, Attempt attempt)
    {
        request.NameVersion(context);
        var addresses = target.AddressesOf(endpoint);
        if (addresses.IsEmpty)
        {
            request.Fail();
            await Refusal.NoEndpointAsync(context, frame, target.Deployment, endpoint).ConfigureAwait(false);
            return null;
        }

        var address = AddressDraw.Next(addresses, random, attempt.AvoidAddress);
        var error = await forwarder.SendAsync(context, address, client.Invoker, _config, request).ConfigureAwait(false);
        request.Finish(error, context.RequestAborted.IsCancellationRequested);
        if (attempt.RetriesLeft == 0 || !RetryRule.Allows(context, error))
        {
            return null;
        }

        RetryRule.Reset(context);
        target.Meter.CountRetry();
        return attempt.After(target.Deployment.Id, address, hasOthers: addresses.Length > 1);
    }
}
