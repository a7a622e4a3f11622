using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace BlueGreen.Netlify.Api;

/// <summary>Words refusals of the API: what was tried, on what, what was answered, and what the reader can do.</summary>
internal sealed class NetlifyFailure(Secret token, TimeProvider clock)
{
    private const int Longest = 500;

    public ProviderException Of(string what, HttpResponseMessage response, byte[] body)
    {
        var status = response.StatusCode;
        var message = $"{what} was answered with {(int)status} {Said(body)}{Request(response.Headers)}. {Remedy(status)}".TrimEnd();
        var cause = new HttpRequestException(message, null, status);
        return status switch
        {
            HttpStatusCode.TooManyRequests when Wait(response.Headers) is { } wait => ProviderException.Throttled(message, wait, cause),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ProviderException.Transient(message, cause),
            _ => ProviderException.Permanent(message, cause),
        };
    }

    /// <summary>The status that a failure carries; null where nothing was answered.</summary>
    public static HttpStatusCode? StatusOf(ProviderException failure) => (failure.InnerException as HttpRequestException)?.StatusCode;

    /// <summary>Whether what was asked for is not there.</summary>
    public static bool IsGone(ProviderException failure) => StatusOf(failure) is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private static string Remedy(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "Check NetlifyOptions.Token: it may be wrong, expired, or not granted the team where single sign-on is required.",
        HttpStatusCode.Forbidden => "The token may not do this; use one of a member of the team that owns the site.",
        HttpStatusCode.NotFound => "Check NetlifyOptions.Site and the token's team; what was asked for may also have been deleted.",
        HttpStatusCode.TooManyRequests => "Ask less often; Netlify allows 500 requests and 3 deploys a minute.",
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest => "Netlify does not take this; mend what its message names.",
        >= HttpStatusCode.InternalServerError => "It may pass; if not, look at Netlify's status page.",
        _ => "",
    };

    /// <summary>The code and the message of the body, or its beginning; never the token.</summary>
    private string Said(byte[] body)
    {
        var text = Hidden(Message(body) ?? System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, Longest)));
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "and no message" : $"'{(line.Length > Longest ? line[..Longest] : line)}'";
    }

    private static string? Message(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, NetlifyJson.Default.NetlifyErrorBody) is { Message: { Length: > 0 } message } error
                ? $"{(error.Code is { ValueKind: JsonValueKind.Number or JsonValueKind.String } code ? $"{code} " : "")}{message}"
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Hidden(string text) => text.Replace(token.Reveal(), "***", StringComparison.Ordinal);

    private static string Request(HttpResponseHeaders headers) =>
        headers.TryGetValues("X-Request-Id", out var values) && values.FirstOrDefault() is { Length: > 0 and <= 100 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $" (request {id})" : "";

    private TimeSpan? Wait(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Positive(date - clock.GetUtcNow()),
        _ => headers.TryGetValues("X-RateLimit-Reset", out var values) && long.TryParse(values.FirstOrDefault(), out var reset) && reset is > 0 and < 253_402_300_800
            ? Positive(DateTimeOffset.FromUnixTimeSeconds(reset) - clock.GetUtcNow())
            : null,
    };

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
