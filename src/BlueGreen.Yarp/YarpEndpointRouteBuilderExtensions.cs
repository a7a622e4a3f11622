using System.Diagnostics.CodeAnalysis;
using BlueGreen.Yarp;
using BlueGreen.Yarp.Exposition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Maps routers to endpoints.</summary>
public static class YarpEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Forwards the requests that match a pattern to the application's deployments, each to one that is drawn by weight. Method, path, query, headers, body and
    /// upgrades (WebSockets) pass through; <c>Host</c> becomes the deployment's, and <c>X-Forwarded-*</c> tell the original. Answers 503 where no deployment
    /// receives traffic and 502 where the drawn one does not answer,
    /// after trying again where that is safe (<see cref="YarpRouterOptions.Retries"/>).
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Which requests. Default: all that no other endpoint matches more closely.</param>
    /// <param name="application">Whose deployments. Default: null, for the only application that has a router in this process.</param>
    /// <param name="endpoint">
    /// Which named endpoint of a deployment. One that ends with an asterisk means all whose names begin so, such as <c>web-*</c>: requests are spread evenly over them.
    /// Default: null, for the deployment's own address.
    /// </param>
    /// <exception cref="InvalidOperationException">The application has no router, or several have one and none is named.</exception>
    public static IEndpointConventionBuilder MapBlueGreenRouter(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/{**path}", string? application = null, string? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var name = application ?? endpoints.ServiceProvider.FindOnlyApplication();
        var instance = endpoints.ServiceProvider.GetKeyedService<RouterInstance>(name)
            ?? throw new InvalidOperationException(
                $"Application '{name}' has no router in this app. Add it with services.AddBlueGreenYarpRouter(\"{name}\").");
        return endpoints.Map(pattern, context => instance.Forwarder.ServeAsync(context, endpoint)).WithDisplayName($"BlueGreen router of {name}");
    }

    /// <summary>
    /// Shows the counters of all routers in this app to Prometheus, in its text format: requests by outcome, response times, retries, cut connections, requests in flight
    /// and weights, each with the labels <c>application</c>, <c>deployment</c> and <c>version</c>. The addresses of deployments are not shown. Guard the endpoint with
    /// <c>RequireAuthorization</c> or <c>RequireHost</c> where the app is public.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Where. Default: <c>/metrics</c>.</param>
    public static IEndpointConventionBuilder MapBlueGreenRouterMetrics(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints
            .MapMethods(pattern, [HttpMethods.Get], context =>
            {
                context.Response.ContentType = PrometheusText.ContentType;
                return context.Response.WriteAsync(RouterScrape.Of(RouterSide.All(context.RequestServices)), context.RequestAborted);
            })
            .WithDisplayName("BlueGreen router metrics");
    }
}
