using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlueGreen.Netlify.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlueGreen.Netlify;

/// <summary>
/// Calls Netlify's API for one site. What does no harm when it is sent twice is repeated after failures; creating is not. Lists are read to their end. Thread-safe.
/// </summary>
/// <remarks>
/// All members throw <see cref="ProviderException"/>: permanent for refusals, transient where it may pass, with the time to stay away where Netlify says it. Its inner exception is an
/// <see cref="HttpRequestException"/> with the status where there was an answer. The token is in no message.
/// </remarks>
public sealed partial class NetlifyClient : IDisposable
{
    private const int PageSize = 100;
    private const int MostPages = 10_000;

    private readonly NetlifyTransport _transport;
    private readonly string _site;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">The site, the token, the address and how requests are sent.</param>
    /// <param name="inner">Sends the requests; disposed with the client. Default: one of its own.</param>
    /// <param name="clock">Paces repetitions and pauses. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public NetlifyClient(NetlifyOptions options, HttpMessageHandler? inner = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var result = new NetlifyOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new ArgumentException($"Netlify cannot be used like this: {result.FailureMessage}", nameof(options));
        }

        _site = options.Site;
        try
        {
            _transport = new(options.Copy(), inner, clock ?? TimeProvider.System, loggers);
        }
        catch (OptionsValidationException e)
        {
            throw new ArgumentException($"Netlify cannot be used like this: Http: {e.Message}", nameof(options), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, string what, CancellationToken cancellationToken)
        where T : class => SendAsync(HttpMethod.Get, path, type, what, null, true, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, string what, HttpContent? content, bool mayRepeat, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await _transport.SendAsync(method, Relative(path), what, content, mayRepeat, cancellationToken).ConfigureAwait(false);
        return answer.Read(type);
    }

    private Task<NetlifyAnswer> DoAsync(HttpMethod method, string path, string what, HttpContent? content, CancellationToken cancellationToken) =>
        _transport.SendAsync(method, Relative(path), what, content, true, cancellationToken);

    private async IAsyncEnumerable<T> ListAsync<T>(
        string path, JsonTypeInfo<T[]> type, string what, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = Relative(path);
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = await _transport.SendAsync(HttpMethod.Get, next, what, null, true, cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Read(type))
            {
                yield return item;
            }

            next = answer.Next == next ? null : answer.Next;
        }
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static string Escaped(string part) => Uri.EscapeDataString(part);

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new("application/json");
        return content;
    }
}
