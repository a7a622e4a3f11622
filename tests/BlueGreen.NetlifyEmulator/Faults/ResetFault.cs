using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.NetlifyEmulator.Faults;

internal sealed record ResetFault(bool IsAfterEffect) : Fault
{
    internal override async Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world)
    {
        if (IsAfterEffect)
        {
            await Unheard.InvokeAsync(context, next);
        }

        context.Features.GetRequiredFeature<RecordedRequest>().IsCut = true;
        context.Abort();
    }
}
