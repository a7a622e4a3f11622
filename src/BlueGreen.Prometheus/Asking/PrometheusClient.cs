using System.Globalization;
using System.Net;
using System.Text.Json;
using BlueGreen.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Prometheus.Asking;

/// <summary>Sends queries to Prometheus's HTTP API and reads the answers.</summary>
internal sealed class PrometheusClient : IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;

    private readonly Uri _query;
    private readonly Secret? _token;
    private readonly HttpMessageInvoker _sender;
    private readonly ILogger _logger;

    public PrometheusClient(PrometheusOptions options, HttpMessageHandler? inner, TimeProvider clock, ILoggerFactory? loggers)
    {
        _query = new($"{options.Server!.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/v1/query");
        _token = options.Token;
        _logger = loggers?.CreateLogger("BlueGreen.Prometheus") ?? NullLogger.Instance;
        var breaker = new DependencyBreaker($"Prometheus ({_query.Authority})", options.Http.Breaker, clock);
        _sender = new(DependencyHandlers.Create(breaker, inner ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, options.Http, clock, loggers));
    }

    public void Dispose() => _sender.Dispose();

    /// <summary>Asks for the samples of a selector in the time before a moment.</summary>
    public Task<IReadOnlyList<Series>> SamplesAsync(string selector, TimeSpan range, DateTimeOffset at, CancellationToken cancellationToken) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"{selector}[{Math.Ceiling(range.TotalMilliseconds)}ms]"), at, cancellationToken);

    /// <summary>Evaluates an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="at">At which time; null for now.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="ProviderException">It could not be asked, or refuses the expression.</exception>
    public async Task<IReadOnlyList<Series>> AskAsync(string expression, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var time = at is { } given ? string.Create(CultureInfo.InvariantCulture, $"&time={(given - DateTimeOffset.UnixEpoch).TotalSeconds:0.000}") : "";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{_query}?query={Uri.EscapeDataString(expression)}{time}"));
        if (_token is not null)
        {
            request.Headers.Authorization = new("Bearer", _token.Reveal());
        }

        var what = $"Asking Prometheus at {_query.Authority} for '{expression}'";
        try
        {
            using var response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return Read(response.StatusCode, body, expression, what);
        }
        catch (Exception exception) when (exception is not ProviderException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw DependencyTrouble.ToProviderException(exception, what);
        }
    }

    private IReadOnlyList<Series> Read(HttpStatusCode status, byte[] body, string expression, string what)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var root = answer.RootElement;
            if (root.GetProperty("status").GetString() != "success")
            {
                throw Refused(status, what, $"{root.GetProperty("errorType").GetString()}: {root.GetProperty("error").GetString()}");
            }

            foreach (var warning in Strings(root, "warnings"))
            {
                _logger.Warned(_query.Authority, expression, warning);
            }

            foreach (var info in Strings(root, "infos"))
            {
                _logger.Remarked(_query.Authority, expression, info);
            }

            return SeriesReader.Read(root.GetProperty("data"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refused(status, what, $"it answered {(int)status} with something that Prometheus does not answer");
        }
    }

    /// <summary>What is wrong with the question stays wrong; what is wrong with the server may pass.</summary>
    private static ProviderException Refused(HttpStatusCode status, string what, string why) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? ProviderException.Permanent($"{what} was refused, {why}. Correct PrometheusOptions.")
            : ProviderException.Transient($"{what} failed, {why}.");

    private static IEnumerable<string> Strings(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) ? found.EnumerateArray().Select(item => item.GetString() ?? "") : [];
}
