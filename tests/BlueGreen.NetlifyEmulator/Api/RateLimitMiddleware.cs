using System.Globalization;
using BlueGreen.NetlifyEmulator.World;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>Tells the rate limit and an id on each answer; refuses what is over the limit where it is enforced.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, NetlifyWorld world)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _windowEnd;
    private int _used;

    public Task InvokeAsync(HttpContext context)
    {
        var limit = world.Options.RequestsPerMinute;
        var (used, reset) = Count();
        var headers = context.Response.Headers;
        headers["X-Request-Id"] = world.NextId();
        headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = Math.Ceiling((reset - DateTimeOffset.UnixEpoch).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return world.Options.EnforcesRateLimit && used > limit
            ? ApiError.Of(StatusCodes.Status429TooManyRequests, "Too Many Requests").ExecuteAsync(context)
            : next(context);
    }

    private (int Used, DateTimeOffset Reset) Count()
    {
        lock (_gate)
        {
            if (world.Now >= _windowEnd)
            {
                (_used, _windowEnd) = (0, world.Now + Window);
            }

            return (++_used, _windowEnd);
        }
    }
}
