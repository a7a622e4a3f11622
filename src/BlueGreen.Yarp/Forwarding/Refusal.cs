using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>The router's own answers.</summary>
internal static class Refusal
{
    public static Task NoDeploymentAsync(HttpContext context, RouterFrame frame, RoutingPermit permit)
    {
        context.Response.Headers[frame.VersionHeader] = "none";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, permit.IsValid
            ? $"No deployment of '{frame.Application}' receives traffic."
            : $"This router of '{frame.Application}' does not know who receives traffic: it has not reached the traffic register for {permit.Limit}.");
    }

    public static Task NoEndpointAsync(HttpContext context, RouterFrame frame, Deployment deployment, string? endpoint) =>
        WriteAsync(context, StatusCodes.Status502BadGateway, $"Deployment {deployment} of '{frame.Application}' has no endpoint '{endpoint}'.");

    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message, context.RequestAborted);
    }
}
