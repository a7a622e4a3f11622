using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>Handles a request whose answer nobody gets.</summary>
internal static class Unheard
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream(), wire));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(wire);
        }
    }
}
