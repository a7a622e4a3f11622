using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>The bodies of what a deploy declared, as often as the client likes.</summary>
internal static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder api, NetlifyWorld world)
    {
        api.MapPut("/deploys/{id}/files/{**path}", (string id, HttpContext context) => LimitAsync(world, () => UploadFileAsync(world, id, context)));
        api.MapPut("/deploys/{id}/functions/{name}", (string id, HttpContext context) => LimitAsync(world, () => UploadFunctionAsync(world, id, context)));
    }

    private static async Task<IResult> LimitAsync(NetlifyWorld world, Func<Task<IResult>> upload)
    {
        try
        {
            if (world.Requests.BeginUpload() > world.Options.ConcurrentUploads)
            {
                return ApiError.Of(StatusCodes.Status429TooManyRequests, "Too Many Requests");
            }

            if (world.Options.UploadTime > TimeSpan.Zero)
            {
                await Task.Delay(world.Options.UploadTime, world.Options.TimeProvider);
            }

            return await upload();
        }
        finally
        {
            world.Requests.EndUpload();
        }
    }

    private static async Task<IResult> UploadFileAsync(NetlifyWorld world, string id, HttpContext context)
    {
        var body = await HashedBody.ReadAsync(context);
        var sha = context.Features.GetRequiredFeature<RecordedRequest>().Sha1;
        var path = RawPath.After(context, "/files/");
        return world.On(id, deploy => Keep(world, deploy, deploy.Files, path, sha, body)
            ?? Results.Ok(FileEndpoints.Describe(deploy, path)));
    }

    private static async Task<IResult> UploadFunctionAsync(NetlifyWorld world, string id, HttpContext context)
    {
        var body = await HashedBody.ReadAsync(context);
        var sha = context.Features.GetRequiredFeature<RecordedRequest>().Sha256;
        var name = RawPath.After(context, "/functions/");
        return world.On(id, deploy => Keep(world, deploy, deploy.Functions, name, sha, body) ?? Results.Ok(new { Id = sha, Name = name, Sha = sha }));
    }

    /// <returns>Why it was refused; null where it was kept.</returns>
    private static IResult? Keep(NetlifyWorld world, Deploy deploy, IReadOnlyDictionary<string, string> declared, string name, string sha, byte[] body)
    {
        if (deploy.IsOver || deploy.State is DeployState.New or DeployState.Preparing)
        {
            return ApiError.Refused($"Deploy {deploy.Id} takes no upload while it is {deploy.State}");
        }

        if (!declared.TryGetValue(name, out var expected))
        {
            return ApiError.Refused($"'{name}' is not declared by deploy {deploy.Id}");
        }

        if (!string.Equals(expected, sha, StringComparison.OrdinalIgnoreCase))
        {
            return ApiError.Refused($"Uploaded file {name} with digest {sha} did not match deploy {deploy.Id}");
        }

        deploy.Site.Blobs[sha] = body;
        Lifecycle.Receive(deploy, world.Now);
        world.Settle();
        return null;
    }
}
