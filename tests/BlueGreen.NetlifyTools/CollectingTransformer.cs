using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.NetlifyTools;

/// <summary>Takes Prism's findings off the answers, and leads the links of pages back through the proxy.</summary>
internal sealed class CollectingTransformer(ConcurrentQueue<Violation> violations, Uri upstream) : HttpTransformer
{
    private const string Header = "sl-violations";

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var request = httpContext.Request;
        if (proxyResponse?.Headers.TryGetValues(Header, out var headers) == true)
        {
            foreach (var violation in headers.SelectMany(header => Violation.Parse(request.Method, $"{request.Path}{request.QueryString}", header)))
            {
                violations.Enqueue(violation);
            }

            proxyResponse.Headers.Remove(Header);
        }

        var isCopied = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (httpContext.Response.Headers.Link is { Count: > 0 } link)
        {
            httpContext.Response.Headers.Link = link.ToString().Replace(upstream.Authority, request.Host.Value, StringComparison.Ordinal);
        }

        return isCopied;
    }
}
