using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>The CDN's memory. Without <c>cache_tags</c> everything is purged, with none in it nothing.</summary>
internal static class PurgeEndpoints
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private const int MostInWindow = 2;

    public static void MapPurge(this IEndpointRouteBuilder api, NetlifyWorld world) => api.MapPost("/purge", (PurgeRequest body) => world.Read(() => Accept(world, body)));

    private static IResult Accept(NetlifyWorld world, PurgeRequest body)
    {
        if (body.SiteId is null && body.SiteSlug is null)
        {
            return ApiError.Of(StatusCodes.Status400BadRequest, "site_id or site_slug is required");
        }

        if (world.FindSite(body.SiteId ?? body.SiteSlug!) is not { } site)
        {
            return ApiError.NotFound;
        }

        if (world.Options.EnforcesRateLimit && IsTooMuch(world, site, body))
        {
            return ApiError.Of(StatusCodes.Status429TooManyRequests, "Too Many Requests");
        }

        world.Purges.Add(new(site.Id, body.CacheTags, body.DeployAlias, body.Domain, world.Now));
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>Each tag, or the site as a whole, twice in five seconds.</summary>
    private static bool IsTooMuch(NetlifyWorld world, Site site, PurgeRequest body)
    {
        var recent = world.Purges.Where(purge => purge.Site == site.Id && world.Now - purge.At < Window).ToList();
        return body.CacheTags is null
            ? recent.Count(purge => purge.CacheTags is null) >= MostInWindow
            : body.CacheTags.Exists(tag => recent.Count(purge => purge.CacheTags?.Contains(tag) == true) >= MostInWindow);
    }

    private sealed record PurgeRequest(string? SiteId, string? SiteSlug, List<string>? CacheTags, string? DeployAlias, string? Domain);
}
