using BlueGreen.NetlifyEmulator.Requests;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>Injects what the list says.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, NetlifyWorld world)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<RecordedRequest>();
        return world.Faults.Meet(request.Method, request.Path) is { } fault ? fault.InvokeAsync(context, next, world) : next(context);
    }
}
