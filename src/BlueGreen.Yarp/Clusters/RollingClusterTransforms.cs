using BlueGreen.Yarp.Forwarding;
using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace BlueGreen.Yarp.Clusters;

/// <summary>
/// Sends the requests of rolling clusters in YARP's own pipeline where the split says, instead of to the cluster's destination. A change of the split never touches
/// YARP's configuration. A load balancing policy would not do: YARP asks none where a cluster has one destination only.
/// </summary>
internal sealed class RollingClusterTransforms(IEnumerable<RouterRegistration> routers) : ITransformProvider
{
    private readonly string[] _applications = [.. routers.Select(r => r.Application)];

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
        foreach (var problem in RollingClusterRules.ProblemsOf(context.Cluster, _applications))
        {
            context.Errors.Add(new ArgumentException($"Cluster '{context.Cluster.ClusterId}' {problem}"));
        }
    }

    public void Apply(TransformBuilderContext context)
    {
        if (context.Cluster is { } cluster && RollingCluster.ApplicationOf(cluster) is { } application)
        {
            var instance = context.Services.GetRequiredKeyedService<RouterInstance>(application);
            var endpoint = RollingCluster.EndpointOf(cluster);
            context.AddRequestTransform(transform => SendAsync(transform, instance, endpoint));
            context.AddResponseTransform(AnswerAsync);
        }
    }

    private static async ValueTask SendAsync(RequestTransformContext transform, RouterInstance instance, string? endpoint)
    {
        var context = transform.HttpContext;
        var user = instance.Frame.Stickiness.Recognize(context);
        if (!instance.Table.TryTake(new(user.Hash, Avoid: null), out var lease))
        {
            await Refusal.NoDeploymentAsync(context, instance.Frame, instance.Table.Permit).ConfigureAwait(false);
            return;
        }

        var request = Begin(context, lease, user, instance.Frame);
        var addresses = lease.Target.AddressesOf(endpoint);
        if (addresses.IsEmpty)
        {
            request.Fail();
            await Refusal.NoEndpointAsync(context, instance.Frame, lease.Target.Deployment, endpoint).ConfigureAwait(false);
            return;
        }

        transform.DestinationPrefix = AddressDraw.Next(addresses, instance.Random);
    }

    private static RoutedRequest Begin(HttpContext context, RoutingLease lease, RoutedUser user, RouterFrame frame)
    {
        var request = new RoutedRequest(lease, user, frame);
        context.Response.OnCompleted(() =>
        {
            request.Finish(context.GetForwarderErrorFeature()?.Error ?? ForwarderError.None, context.RequestAborted.IsCancellationRequested);
            request.End();
            return Task.CompletedTask;
        });
        request.NameVersion(context);
        context.Features.Set(request);
        return request;
    }

    private static ValueTask AnswerAsync(ResponseTransformContext transform)
    {
        if (transform.HttpContext.Features.Get<RoutedRequest>() is { } request)
        {
            request.Answered(transform.HttpContext, transform.ProxyResponse);
            request.Mark(transform.HttpContext);
        }

        return ValueTask.CompletedTask;
    }
}
