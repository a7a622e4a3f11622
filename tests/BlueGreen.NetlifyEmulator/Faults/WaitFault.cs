using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Faults;

internal sealed record WaitFault(Task Something) : Fault
{
    internal override async Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world)
    {
        await Something.WaitAsync(context.RequestAborted);
        await next(context);
    }
}
