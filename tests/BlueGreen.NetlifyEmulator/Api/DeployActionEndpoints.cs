using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>What is done to a deploy, or to which one is live.</summary>
internal static class DeployActionEndpoints
{
    public static void MapDeployActions(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapPost("/sites/{site}/deploys/{id}/restore", (string site, string id) => world.On(site, id, deploy => Restore(world, deploy)));
        api.MapPut("/sites/{site}/rollback", (string site) => world.OnSite(site, found => Rollback(world, found)));
        api.MapPost("/deploys/{id}/cancel", (string id) => world.On(id, deploy => Cancel(world, deploy)));
        api.MapPost("/deploys/{id}/lock", (string id) => world.On(id, deploy => Lock(world, deploy, isLocked: true)));
        api.MapPost("/deploys/{id}/unlock", (string id) => world.On(id, deploy => Lock(world, deploy, isLocked: false)));
    }

    private static IResult Restore(NetlifyWorld world, Deploy deploy)
    {
        if (deploy.State != DeployState.Ready)
        {
            return ApiError.Refused("The deploy is not ready for publishing");
        }

        Publishing.Restore(deploy, world.Now);
        return Created(deploy);
    }

    private static IResult Rollback(NetlifyWorld world, Site site)
    {
        if (Publishing.Previous(site) is not { } previous)
        {
            return ApiError.Refused("There is no deploy to roll back to");
        }

        Publishing.Restore(previous, world.Now);
        return Results.NoContent();
    }

    private static IResult Cancel(NetlifyWorld world, Deploy deploy)
    {
        if (deploy.IsOver)
        {
            return ApiError.Refused($"The deploy is already {deploy.State}");
        }

        Lifecycle.Enter(deploy, DeployState.Error, world.Now);
        deploy.ErrorMessage = "Canceled deploy";
        return Created(deploy);
    }

    /// <summary>Only the published deploy can be locked: a lock keeps what is live.</summary>
    private static IResult Lock(NetlifyWorld world, Deploy deploy, bool isLocked)
    {
        if (isLocked && deploy.Site.Current != deploy)
        {
            return ApiError.Refused("Only the published deploy can be locked");
        }

        deploy.IsLocked = isLocked;
        deploy.UpdatedAt = world.Now;
        return Results.Ok(DeployPayload.Of(deploy));
    }

    private static IResult Created(Deploy deploy) => Results.Json(DeployPayload.Of(deploy), statusCode: StatusCodes.Status201Created);
}
