using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>The files of what is published.</summary>
internal static class FileEndpoints
{
    private static readonly FileExtensionContentTypeProvider MimeTypes = new();

    public static void MapFiles(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapGet("/sites/{site}/files", (string site) => world.OnSite(site, found => Results.Ok(found.Current?.Files.Keys.Select(path => Describe(found.Current, path)) ?? [])));
        api.MapGet("/sites/{site}/files/{**path}", (string site, HttpContext context) => world.OnSite(site, found => Read(found, RawPath.After(context, "/files/"))));
    }

    /// <param name="deploy">Whose file it is.</param>
    /// <param name="path">Without a leading slash.</param>
    public static object Describe(Deploy deploy, string path) => new
    {
        Id = $"/{path}",
        Path = $"/{path}",
        Sha = deploy.Files[path],
        MimeType = MimeTypes.TryGetContentType(path, out var known) ? known : "application/octet-stream",
        Size = deploy.Site.Blobs[deploy.Files[path]].Length,
        SiteId = deploy.Site.Id,
        DeployId = deploy.Id,
    };

    private static IResult Read(Site site, string path) => site.Current?.Files.ContainsKey(path) == true ? Results.Ok(Describe(site.Current, path)) : ApiError.NotFound;
}
