using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>Finds the file of a path: itself, its page, or the page for what is not found. What configures the deploy is not served.</summary>
internal static class DeployedFiles
{
    private static readonly FileExtensionContentTypeProvider MimeTypes = new();
    private static readonly string[] Hidden = ["_headers", "_redirects", "netlify.toml"];

    public static DeployedFile? Find(Deploy deploy, string requestPath)
    {
        var path = requestPath.TrimStart('/');
        string[] candidates = [path, $"{path}.html", path.Length == 0 ? "index.html" : $"{path.TrimEnd('/')}/index.html"];
        if (candidates.FirstOrDefault(candidate => deploy.Files.ContainsKey(candidate) && !Hidden.Contains(candidate)) is { } found)
        {
            return Open(deploy, found, requestPath, StatusCodes.Status200OK);
        }

        return deploy.Files.ContainsKey("404.html") ? Open(deploy, "404.html", requestPath, StatusCodes.Status404NotFound) : null;
    }

    private static DeployedFile Open(Deploy deploy, string path, string requestPath, int status)
    {
        var sha = deploy.Files[path];
        var type = MimeTypes.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        type = type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=UTF-8" : type;
        return new(status, type, sha, deploy.Site.Blobs[sha], [.. HeaderRules.Of(deploy).Where(rule => rule.Matches(requestPath)).SelectMany(rule => rule.Headers)]);
    }
}
