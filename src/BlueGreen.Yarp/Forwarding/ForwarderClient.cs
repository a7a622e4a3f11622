using System.Diagnostics;
using System.Net;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp.Forwarding;

/// <summary>The pooled connections to an application's deployments. Passes everything through: no redirects, cookies, proxies or decompression of its own.</summary>
internal sealed class ForwarderClient : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
    });

    public void Dispose() => Invoker.Dispose();
}
