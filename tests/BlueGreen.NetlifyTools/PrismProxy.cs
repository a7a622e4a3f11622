using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.NetlifyTools;

/// <summary>
/// Stands between a client and an API of Netlify's kind, and holds what both say against the schema that Netlify publishes. A body must come with its length: Prism refuses chunked ones. What lies
/// under <c>/files/</c> in a folder of its own passes unchecked, since the schema knows no slash there.
/// </summary>
public sealed class PrismProxy : IAsyncDisposable
{
    private readonly PrismProcess _prism;
    private readonly WebApplication _front;
    private readonly HttpMessageInvoker _client;
    private readonly ConcurrentQueue<Violation> _violations = [];
    private int _requests;

    private PrismProxy(PrismProcess prism, Uri upstream)
    {
        _prism = prism;
        _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddHttpForwarder();
        _front = builder.Build();
        var transformer = new CollectingTransformer(_violations, upstream);
        var forwarder = _front.Services.GetRequiredService<IHttpForwarder>();
        _front.Run(context => ForwardAsync(forwarder, transformer, context));
    }

    /// <summary>Where the client goes instead of the API's root. The path stays the same.</summary>
    public Uri Address => new(_front.Urls.First());

    /// <summary>How many requests came through.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Everything that broke the schema so far.</summary>
    public IReadOnlyList<Violation> Violations => [.. _violations];

    /// <summary>What the client broke so far.</summary>
    public IReadOnlyList<Violation> RequestViolations => [.. _violations.Where(violation => violation.IsOfRequest)];

    /// <summary>Starts on a free port of 127.0.0.1.</summary>
    /// <param name="upstream">The API's root, without <c>/api/v1</c>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<PrismProxy> StartAsync(Uri upstream, CancellationToken cancellationToken = default)
    {
        var proxy = new PrismProxy(await PrismProcess.StartAsync(upstream, cancellationToken), upstream);
        await proxy._front.StartAsync(cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        _client.Dispose();
        await _prism.DisposeAsync();
    }

    private async Task ForwardAsync(IHttpForwarder forwarder, HttpTransformer transformer, HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        await forwarder.SendAsync(context, _prism.Address.AbsoluteUri, _client, ForwarderRequestConfig.Empty, transformer);
    }
}
