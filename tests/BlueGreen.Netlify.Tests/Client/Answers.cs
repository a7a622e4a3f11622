using System.Net;
using System.Text;

namespace BlueGreen.Netlify.Tests.Client;

/// <summary>Answers each request with what a test says, and remembers what was asked.</summary>
internal sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<(string Method, string Address, string? Authorization)> Asked { get; } = [];

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public NetlifyClient Client(Action<NetlifyOptions>? configure = null)
    {
        var options = new NetlifyOptions { Site = "shop", Token = new("nfp-secret"), PollInterval = TimeSpan.FromMilliseconds(10) };
        options.Http.RetryDelay = TimeSpan.FromMilliseconds(1);
        configure?.Invoke(options);
        return new(options, this);
    }

    public NetlifySite Site()
    {
        var options = new NetlifyOptions { Site = "shop", Token = new("nfp-secret"), PollInterval = TimeSpan.FromMilliseconds(10) };
        return new(options, this);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString()));
        }

        return Task.FromResult(answer(request));
    }
}
