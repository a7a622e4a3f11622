using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Sites, and the one who asks.</summary>
internal static class SiteEndpoints
{
    public static void MapSites(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapGet("/sites", (HttpContext context, string? name) => world.Read(() => Paging.Page(context, List(world, name))));
        api.MapPost("/sites", (NewSite body, CancellationToken cancellationToken) => CreateAsync(world, body.Name, cancellationToken));
        api.MapGet("/sites/{site}", (string site) => world.OnSite(site, found => Results.Ok(SitePayload.Of(world, found))));
        api.MapGet("/sites/{site}/functions", (string site) => world.OnSite(site, Functions));
        api.MapGet("/sites/{site}/service-instances", (string site) => world.OnSite(site, _ => Results.Ok(Array.Empty<object>())));
        api.MapGet("/sites/{site}/deployed-branches", (string site) => world.OnSite(site, found => Results.Ok(DeployedBranches.Of(found).Select(DeployedBranches.Describe))));
        api.MapGet("/accounts", () => Results.Ok(new[] { Describe(world.Account) }));
        api.MapGet("/accounts/{account}", (string account) =>
            account == world.Account.Id || account == world.Account.Slug ? Results.Ok(Describe(world.Account)) : ApiError.NotFound);
        api.MapGet("/user", () => Results.Ok(new { Id = "5f0000000000000000000002", FullName = "Test", Email = "test@example.com", Slug = "test", SiteCount = world.Sites.Count }));
    }

    /// <summary>A name finds all that contain it, as the real one does.</summary>
    private static List<SitePayload> List(NetlifyWorld world, string? name) =>
        [.. world.Sites.Where(site => name is null || site.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(site => SitePayload.Of(world, site))];

    private static async Task<IResult> CreateAsync(NetlifyWorld world, string? name, CancellationToken cancellationToken)
    {
        name ??= $"site-{world.NextId()}";
        if (world.Read(() => world.Sites.Exists(site => site.Name == name)))
        {
            return ApiError.Refused("subdomain must be unique");
        }

        var site = await world.AddSiteAsync(name, hasBranchDeploys: false, cancellationToken);
        return Results.Json(SitePayload.Of(world, site), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Functions(Site site) => Results.Ok(new
    {
        Functions = (site.Current?.Functions ?? new Dictionary<string, string>()).Select(function => new { N = function.Key, D = function.Value }),
        site.Current?.Branch,
    });

    private static object Describe(Account account) => new { account.Id, account.Slug, account.Name, Type = "PERSONAL", TypeName = "Starter", Default = true, Capabilities = new { } };

    /// <param name="Name">The wished one; null for one that is made up.</param>
    private sealed record NewSite(string? Name);
}
