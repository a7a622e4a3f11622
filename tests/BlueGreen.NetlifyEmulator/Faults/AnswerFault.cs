using System.Globalization;
using BlueGreen.NetlifyEmulator.Api;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Faults;

internal sealed record AnswerFault(int Status, string Message, TimeSpan? ResetIn, TimeSpan? RetryIn) : Fault
{
    internal override Task InvokeAsync(HttpContext context, RequestDelegate next, NetlifyWorld world)
    {
        var headers = context.Response.Headers;
        if (ResetIn is { } reset)
        {
            var at = Math.Ceiling((world.Now + reset - DateTimeOffset.UnixEpoch).TotalSeconds);
            headers["X-RateLimit-Remaining"] = "0";
            headers["X-RateLimit-Reset"] = at.ToString(CultureInfo.InvariantCulture);
        }
        else if (RetryIn is { } retry)
        {
            headers.Remove("X-RateLimit-Reset");
            headers.RetryAfter = Math.Ceiling(retry.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return ApiError.Of(Status, Message).ExecuteAsync(context);
    }
}
