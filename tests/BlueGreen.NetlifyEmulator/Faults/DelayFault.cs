using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Faults;

internal sealed record DelayFault(TimeSpan By) : Fault
{
    internal override async Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world)
    {
        await Task.Delay(By, world.Options.TimeProvider, context.RequestAborted);
        await next(context);
    }
}
