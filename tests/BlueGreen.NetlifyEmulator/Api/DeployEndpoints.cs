using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Creating, reading, listing and deleting deploys.</summary>
internal static class DeployEndpoints
{
    public static void MapDeploys(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapPost("/sites/{site}/deploys", (string site, string? title, DeployRequest? body, CancellationToken cancellationToken) => CreateAsync(world, site, title, body ?? new(), cancellationToken));
        api.MapPut("/sites/{site}/deploys/{id}", (string site, string id, DeployRequest body) => world.On(site, id, deploy => Declare(world, deploy, body)));
        api.MapGet("/sites/{site}/deploys/{id}", (string site, string id) => world.On(site, id, deploy => Read(world, deploy)));
        api.MapGet("/deploys/{id}", (string id) => world.On(id, deploy => Read(world, deploy)));
        api.MapDelete("/sites/{site}/deploys/{id}", (string site, string id) => DeleteAsync(world, () => world.FindDeploy(site, id)));
        api.MapDelete("/deploys/{id}", (string id) => DeleteAsync(world, () => world.FindDeploy(id)));
        api.MapGet("/sites/{site}/deploys", (string site, HttpContext context) => world.OnSite(site, found => Paging.Page(context, DeployFilter.Apply(found, context.Request.Query))));
    }

    private static async Task<IResult> CreateAsync(NetlifyWorld world, string idOrName, string? title, DeployRequest body, CancellationToken cancellationToken)
    {
        if (world.Read(() => world.FindSite(idOrName)) is not { } site)
        {
            return ApiError.NotFound;
        }

        var deploy = await world.AddDeployAsync(site, body.Branch, body.Draft ?? false, body.DeploySource, cancellationToken);
        return world.Read(() =>
        {
            deploy.Title = title ?? body.Title;
            return body.Files is null && body.Functions is null ? Results.Ok(DeployPayload.Of(deploy)) : Declare(world, deploy, body);
        });
    }

    /// <summary>Whether it is a draft, and its branch, were said at its creation.</summary>
    private static IResult Declare(NetlifyWorld world, Deploy deploy, DeployRequest body)
    {
        if (deploy.State != DeployState.New)
        {
            return ApiError.Refused($"Deploy is already {deploy.State}");
        }

        if (body.Files?.Keys.FirstOrDefault(path => path.AsSpan().ContainsAny('#', '?')) is { } invalid)
        {
            return ApiError.Refused($"Invalid filename '{invalid}'. Deployed filenames cannot contain # or ? characters");
        }

        deploy.Files = (body.Files ?? []).ToDictionary(file => file.Key.TrimStart('/'), file => file.Value);
        deploy.Functions = body.Functions ?? [];
        deploy.EdgeFunctions = body.EdgeFunctions ?? [];
        deploy.Framework = body.Framework;
        Lifecycle.Declare(deploy, body.Async ?? false, world.Now);
        world.Settle();
        return Results.Ok(DeployPayload.Of(deploy));
    }

    private static IResult Read(NetlifyWorld world, Deploy deploy)
    {
        world.Poll(deploy);
        return Results.Ok(DeployPayload.Of(deploy));
    }

    private static async Task<IResult> DeleteAsync(NetlifyWorld world, Func<Deploy?> find)
    {
        var (answer, removed) = world.Read(() => Remove(find()));
        if (removed is not null)
        {
            await world.Addresses.CloseAsync(new(removed.Site.Id, Deploy: removed.Id));
        }

        return answer;
    }

    private static (IResult Answer, Deploy? Removed) Remove(Deploy? deploy)
    {
        if (deploy is null)
        {
            return (ApiError.NotFound, null);
        }

        if (deploy == deploy.Site.Current || !deploy.IsOver)
        {
            return (ApiError.Refused("A deploy that is published or in progress cannot be deleted"), null);
        }

        deploy.Site.Deploys.Remove(deploy);
        return (Results.NoContent(), deploy);
    }
}
