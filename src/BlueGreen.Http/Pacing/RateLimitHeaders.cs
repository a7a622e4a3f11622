using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BlueGreen.Http.Repeating;

namespace BlueGreen.Http.Pacing;

/// <summary>
/// Reads rate limits: <c>Retry-After</c> of a 429; <c>RateLimit</c> of the IETF drafts, as a list of policies with <c>r</c> and <c>t</c> or as
/// <c>limit=, remaining=, reset=</c>; and <c>RateLimit-*</c> or <c>X-RateLimit-*</c> with <c>Limit</c>, <c>Remaining</c> and <c>Reset</c>.
/// </summary>
internal static class RateLimitHeaders
{
    /// <summary>Above this a reset is a point in time since 1970, in seconds; the number of seconds to wait is never that large.</summary>
    private const double EarliestTime = 1_000_000_000;

    private const double LongestWait = 7 * 24 * 3600;

    public static RateLimit? Read(HttpResponseMessage answer, TimeProvider clock) =>
        answer.StatusCode == HttpStatusCode.TooManyRequests && RetryAfter.Read(answer, clock) is { } wait
            ? new RateLimit(0, wait, null)
            : Strictest(Draft(answer.Headers)) ?? Separate(answer, "RateLimit-", clock) ?? Separate(answer, "X-RateLimit-", clock);

    private static RateLimit? Separate(HttpResponseMessage answer, string prefix, TimeProvider clock) =>
        Remaining(answer, prefix) is { } remaining && Number(answer.Headers, prefix + "Reset") is { } reset && Wait(reset, clock) is { } wait
            ? new RateLimit((long)Math.Max(0, remaining), wait, (long?)Number(answer.Headers, prefix + "Limit"))
            : null;

    /// <summary>A 429 that names the end of the window, but not what is left, leaves nothing.</summary>
    private static double? Remaining(HttpResponseMessage answer, string prefix) =>
        Number(answer.Headers, prefix + "Remaining") ?? (answer.StatusCode == HttpStatusCode.TooManyRequests ? 0 : null);

    /// <summary>Members of a structured field; a policy's parameters, or the older dictionary.</summary>
    private static IEnumerable<RateLimit> Draft(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("RateLimit", out var values))
        {
            yield break;
        }

        var text = string.Join(',', values);
        foreach (var policy in text.Contains("remaining", StringComparison.OrdinalIgnoreCase) ? [text.Replace(',', ';')] : text.Split(','))
        {
            var parameters = Parameters(policy);
            if ((Parameter(parameters, "r") ?? Parameter(parameters, "remaining")) is { } remaining
                && (Parameter(parameters, "t") ?? Parameter(parameters, "reset")) is { } reset and >= 0 and <= LongestWait)
            {
                yield return new((long)Math.Max(0, remaining), TimeSpan.FromSeconds(reset), (long?)Parameter(parameters, "limit"));
            }
        }
    }

    private static RateLimit? Strictest(IEnumerable<RateLimit> limits)
    {
        var all = limits.OrderBy(limit => limit.Remaining).ThenByDescending(limit => limit.ResetIn).ToArray();
        return all.Length == 0 ? null : all[0];
    }

    private static Dictionary<string, string> Parameters(string policy) => policy.Split(';')
        .Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2)
        .GroupBy(part => part[0].Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(part => part.Key, part => part.First()[1].Trim(), StringComparer.OrdinalIgnoreCase);

    private static TimeSpan? Wait(double reset, TimeProvider clock)
    {
        var seconds = reset switch
        {
            >= EarliestTime * 1000 => (reset / 1000) - clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000d,
            >= EarliestTime => reset - clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000d,
            _ => reset,
        };
        return seconds > LongestWait ? null : TimeSpan.FromSeconds(Math.Max(0, seconds));
    }

    private static double? Parameter(Dictionary<string, string> parameters, string name) => parameters.TryGetValue(name, out var text) ? Parse(text) : null;

    private static double? Number(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? Parse(values.First()) : null;

    private static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
