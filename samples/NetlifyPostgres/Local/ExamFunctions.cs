using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using BlueGreen.NetlifyEmulator.Serving;

namespace NetlifyPostgres.Local;

/// <summary>
/// What the deployed functions do, in place of their JavaScript: they pass each request on to the API of their own deploy. As platforms do that run such APIs, it is started with the first request and ended when none has come for a while.
/// </summary>
internal sealed class ExamFunctions : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Site, string Deploy), Lazy<Task<ApiProcess>>> _apis = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
    private readonly IReadOnlyDictionary<string, string> _databases;
    private readonly LocalPrometheus _prometheus;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _sweeping;

    public ExamFunctions(IReadOnlyDictionary<string, string> databases, LocalPrometheus prometheus)
    {
        (_databases, _prometheus) = (databases, prometheus);
        _sweeping = SweepAsync();
    }

    public async Task RunAsync(FunctionCall call)
    {
        ApiProcess api;
        while (!(api = await FindAsync(call)).TryEnter())
        {
            await EndAsync((call.Site, call.Deploy), api);   // it is ending, or has ended by itself: the next look starts another one
        }

        try
        {
            await ForwardAsync(call.Context, api.Address);
        }
        catch (OperationCanceledException) when (call.Context.RequestAborted.IsCancellationRequested)
        {
            // who asked has gone
        }
        finally
        {
            api.Leave();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var api in _apis.Values.Where(api => api.Value.IsCompletedSuccessfully))
        {
            await (await api.Value).DisposeAsync();   // one that still starts ends with its standard input, which ends with this process
        }

        _http.Dispose();
        _closing.Dispose();
    }

    private async Task<ApiProcess> FindAsync(FunctionCall call)
    {
        var key = (call.Site, call.Deploy);
        var api = _apis.GetOrAdd(key, _ => new(() => StartAsync(call)));
        try
        {
            return await api.Value;
        }
        catch
        {
            _apis.TryRemove(KeyValuePair.Create(key, api));   // the next call tries again
            throw;
        }
    }

    private async Task<ApiProcess> StartAsync(FunctionCall call)
    {
        var release = ReadOnlyEntry(call.Archive);
        var api = await ApiProcess.StartAsync(call.Deploy, release, _databases[call.Site]);
        _prometheus.Scrape(new(call.Deploy, LocalRelease.Parse(release).Version, api.Address.Authority));
        return api;
    }

    private async Task EndAsync((string Site, string Deploy) key, ApiProcess api)
    {
        if (_apis.TryGetValue(key, out var known) && known.IsValueCreated && await known.Value == api && _apis.TryRemove(KeyValuePair.Create(key, known)))
        {
            _prometheus.Forget(api.Address.Authority);
            await api.DisposeAsync();
        }
    }

    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(_closing.Token))
        {
            foreach (var (key, api) in _apis.Where(pair => pair.Value.IsValueCreated && pair.Value.Value.IsCompletedSuccessfully))
            {
                var process = await api.Value;
                if (process.IsIdle(Idle))
                {
                    await EndAsync(key, process);
                }
            }
        }
    }

    private async Task ForwardAsync(HttpContext context, Uri api)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(api, $"{context.Request.Path}{context.Request.QueryString}"));
        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        (context.Response.StatusCode, context.Response.ContentType) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString());
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string ReadOnlyEntry(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.Entries.Single().Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
