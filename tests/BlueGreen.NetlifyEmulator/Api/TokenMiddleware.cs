using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Lets nobody in without the token.</summary>
internal sealed class TokenMiddleware(RequestDelegate next, NetlifyWorld world)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Headers.Authorization == $"Bearer {world.Options.Token}" ? next(context) : ApiError.Of(StatusCodes.Status401Unauthorized, "Access Denied").ExecuteAsync(context);
}
