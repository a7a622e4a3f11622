using System.Net.Http.Headers;
using BlueGreen.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Netlify.Api;

/// <summary>Sends requests with the token, through the pipeline of BlueGreen.Http, and reads answers to their end.</summary>
internal sealed class NetlifyTransport : IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new("BlueGreen.Netlify", typeof(NetlifyTransport).Assembly.GetName().Version?.ToString(3));

    private readonly NetlifyOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _calls;
    private readonly HttpMessageInvoker _uploads;

    public NetlifyTransport(NetlifyOptions options, HttpMessageHandler? inner, TimeProvider clock, ILoggerFactory? loggers)
    {
        _options = options;
        _clock = clock;
        Failure = new(options.Token!, clock);
        Base = new(options.BaseAddress.AbsoluteUri.TrimEnd('/') + '/');
        var breaker = new DependencyBreaker($"Netlify ({Base.Authority})", options.Http.Breaker, clock);
        var socket = inner ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _calls = new(DependencyHandlers.Create(breaker, socket, options.Http, clock, loggers));
        _uploads = new(DependencyHandlers.Create(breaker, new SharedHandler(socket), ForUploads(options), clock, loggers));
    }

    public NetlifyFailure Failure { get; }

    public Uri Base { get; }

    public void Dispose()
    {
        _uploads.Dispose();
        _calls.Dispose();
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="address">Where, relative to the base; or the address of a further page.</param>
    /// <param name="what">What it does and on what, for messages, such as <c>Reading deploy 5f1 of site shop</c>.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="mayRepeat">Whether it does no harm to send it twice.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<NetlifyAnswer> SendAsync(HttpMethod method, Uri address, string what, HttpContent? content, bool mayRepeat, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Within(address)) { Content = content };
        request.MayRepeat(mayRepeat);
        return await SendAsync(_calls, request, what, _options.Http.AttemptTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a file, once.</summary>
    public async Task<NetlifyAnswer> UploadAsync(Uri address, string what, Stream content, int attempt, CancellationToken cancellationToken)
    {
        using var body = new StreamContent(content, 81920);
        body.Headers.ContentType = new("application/octet-stream");
        body.Headers.ContentLength = content.Length;
        using var request = new HttpRequestMessage(HttpMethod.Put, Within(address)) { Content = body };
        if (attempt > 0)
        {
            request.Headers.Add("X-Nf-Retry-Count", $"{attempt}");
        }

        request.MayRepeat(false);
        return await SendAsync(_uploads, request, what, _options.UploadTimeout, cancellationToken).ConfigureAwait(false);
    }

    private async Task<NetlifyAnswer> SendAsync(HttpMessageInvoker sender, HttpRequestMessage request, string what, TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        request.Headers.Authorization = new("Bearer", _options.Token!.Reveal());
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(Agent);
        try
        {
            using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await ReadAsync(response, time, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? new(what, response.StatusCode, body, LinkHeader.Next(response.Headers, request.RequestUri!))
                : throw Failure.Of(what, response, body);
        }
        catch (Exception exception) when (exception is not (ProviderException or ArgumentException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw DependencyTrouble.ToProviderException(exception, $"{what} at {Base.Authority}");
        }
    }

    /// <summary>Reads what follows the headers, for which the pipeline does not wait.</summary>
    private async Task<byte[]> ReadAsync(HttpResponseMessage response, TimeSpan time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(time, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token).ConfigureAwait(false);
        return await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
    }

    /// <summary>The token goes nowhere but to the API, whatever an answer says.</summary>
    private Uri Within(Uri address)
    {
        var whole = new Uri(Base, address);
        return Base.IsBaseOf(whole) && whole.UserInfo.Length == 0
            ? whole
            : throw ProviderException.Permanent($"Netlify at {Base.Authority} named a further page at {whole.Authority}, outside {Base}. It was not asked, since the token would go there. Check NetlifyOptions.BaseAddress.");
    }

    private static HttpResilienceOptions ForUploads(NetlifyOptions options)
    {
        var uploads = new HttpResilienceOptions
        {
            Retries = 0,
            AttemptTimeout = options.UploadTimeout,
            TotalTimeout = options.UploadTimeout + options.Http.MaxPause < TimeSpan.FromHours(1) ? options.UploadTimeout + options.Http.MaxPause : TimeSpan.FromHours(1),
            MaxPause = options.Http.MaxPause,
        };
        uploads.SecretNames.UnionWith(options.Http.SecretNames);
        return uploads;
    }
}
