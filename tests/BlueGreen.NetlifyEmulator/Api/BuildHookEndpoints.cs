using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Build hooks: kept and told. Nothing is built.</summary>
internal static class BuildHookEndpoints
{
    public static void MapBuildHooks(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapGet("/sites/{site}/build_hooks", (string site) => world.OnSite(site, found => Results.Ok(found.BuildHooks.Select(hook => Describe(found, hook)))));
        api.MapPost("/sites/{site}/build_hooks", (string site, HookRequest body) => world.OnSite(site, found => Create(world, found, body)));
        api.MapGet("/sites/{site}/build_hooks/{id}", (string site, string id) => world.OnHook(site, id, (found, hook) => Results.Ok(Describe(found, hook))));
        api.MapPut("/sites/{site}/build_hooks/{id}", (string site, string id, HookRequest body) => world.OnHook(site, id, (found, hook) => Change(found, hook, body)));
        api.MapDelete("/sites/{site}/build_hooks/{id}", (string site, string id) => world.OnHook(site, id, Delete));
    }

    private static IResult OnHook(this NetlifyWorld world, string site, string id, Func<Site, BuildHook, IResult> answer) =>
        world.OnSite(site, found => found.BuildHooks.Find(hook => hook.Id == id) is { } hook ? answer(found, hook) : ApiError.NotFound);

    private static IResult Create(NetlifyWorld world, Site site, HookRequest body)
    {
        var hook = new BuildHook(world.NextId(), body.Title, body.Branch, world.Now);
        site.BuildHooks.Add(hook);
        return Results.Json(Describe(site, hook), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Change(Site site, BuildHook hook, HookRequest body)
    {
        site.BuildHooks[site.BuildHooks.IndexOf(hook)] = hook with { Title = body.Title, Branch = body.Branch };
        return Results.NoContent();
    }

    private static IResult Delete(Site site, BuildHook hook)
    {
        site.BuildHooks.Remove(hook);
        return Results.NoContent();
    }

    private static object Describe(Site site, BuildHook hook) =>
        new { hook.Id, hook.Title, hook.Branch, Url = $"{site.Address}/build_hooks/{hook.Id}", SiteId = site.Id, hook.CreatedAt };

    private sealed record HookRequest(string? Title, string? Branch);
}
