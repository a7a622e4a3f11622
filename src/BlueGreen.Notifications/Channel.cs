using System.Net;
using System.Net.Http.Headers;

namespace BlueGreen.Notifications;

/// <summary>Sends one request and says what its answer means: nothing for success, else a failure that is worth repeating or not.</summary>
internal sealed class Channel(HttpClient? client, string what, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _client = client ?? Create();

    public async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)
                : throw Failure(request, response);
        }
        catch (HttpRequestException exception)
        {
            throw ProviderException.Transient($"{what} at {Address.Name(request.RequestUri!)} could not be reached: {exception.HttpRequestError}.", exception);
        }
    }

    public void Dispose()
    {
        if (client is null)
        {
            _client.Dispose();
        }
    }

    private ProviderException Failure(HttpRequestMessage request, HttpResponseMessage response)
    {
        var answer = $"{what} at {Address.Name(request.RequestUri!)} answered {(int)response.StatusCode} to {request.Method}";
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable when Wait(response.Headers.RetryAfter) is { } wait => ProviderException.Throttled($"{answer}.", wait),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => ProviderException.Transient($"{answer}."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProviderException.Permanent($"{answer}: check the secret or token and its rights."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => ProviderException.Permanent($"{answer}: redirects are not followed; use the address that it leads to."),
            _ => ProviderException.Permanent($"{answer}: check the address and what the receiver expects."),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return wait is { } time ? time > TimeSpan.Zero ? time : TimeSpan.Zero : null;
    }

    private static HttpClient Create() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
}
