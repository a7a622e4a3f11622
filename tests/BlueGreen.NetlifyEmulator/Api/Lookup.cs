using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>What a path names, or 404.</summary>
internal static class Lookup
{
    public static IResult OnSite(this NetlifyWorld world, string site, Func<Site, IResult> answer) =>
        world.Read(() => world.FindSite(site) is { } found ? answer(found) : ApiError.NotFound);

    public static IResult On(this NetlifyWorld world, string site, string id, Func<Deploy, IResult> answer) =>
        world.Read(() => world.FindDeploy(site, id) is { } found ? answer(found) : ApiError.NotFound);

    public static IResult On(this NetlifyWorld world, string id, Func<Deploy, IResult> answer) =>
        world.Read(() => world.FindDeploy(id) is { } found ? answer(found) : ApiError.NotFound);
}
