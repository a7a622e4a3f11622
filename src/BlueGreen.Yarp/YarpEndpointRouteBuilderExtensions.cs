using System.Diagnostics.CodeAnalysis;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Maps routers to endpoints.</summary>
public static class YarpEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Forwards the requests that match a pattern to the application's deployments, each to one that is drawn by weight. Method, path, query, headers, body and
    /// upgrades (WebSockets) pass through; <c>Host</c> becomes the deployment's, and <c>X-Forwarded-*</c> tell the original. Answers 503 where no deployment
    /// receives traffic and 502 where the drawn one does not answer.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Which requests. Default: all that no other endpoint matches more closely.</param>
    /// <param name="application">Whose deployments. Default: null, for the only application that has a router in this process.</param>
    /// <param name="endpoint">Which named endpoint of a deployment. Default: null, for the deployment's own address.</param>
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
}
