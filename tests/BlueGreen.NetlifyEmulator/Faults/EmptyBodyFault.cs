using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Faults;

internal sealed record EmptyBodyFault : Fault
{
    internal override async Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world)
    {
        await Unheard.InvokeAsync(context, next);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = null;
        context.Response.ContentLength = 0;
    }
}
