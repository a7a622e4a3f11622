using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.NetlifyEmulator.Requests;

/// <summary>The path as it came: ASP.NET decodes all but the slash, and it is the slash that makes the difference.</summary>
internal static class RawPath
{
    /// <returns>Without <c>/api/v1</c> and query.</returns>
    public static string Of(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return path.StartsWith(EmulatedNetlify.ApiPath, StringComparison.Ordinal) ? path[EmulatedNetlify.ApiPath.Length..] : path;
    }

    /// <summary>What follows a part of the path, decoded.</summary>
    public static string After(HttpContext context, string part)
    {
        var path = Of(context);
        return Uri.UnescapeDataString(path[(path.IndexOf(part, StringComparison.Ordinal) + part.Length)..]);
    }
}
