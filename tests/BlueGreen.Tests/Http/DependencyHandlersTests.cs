using System.Net;
using BlueGreen.Http;

namespace BlueGreen.Tests.Http;

public sealed class DependencyHandlersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repeats_what_may_be_repeated_and_counts_for_the_breaker()
    {
        var breaker = new DependencyBreaker("api", new() { Failures = 2 });
        var server = new Answering(HttpStatusCode.BadGateway);
        using var http = new HttpMessageInvoker(DependencyHandlers.Create(breaker, server, new() { Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(1) }));

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example/");
        using var answer = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(2, server.Asked);

        using var another = new HttpRequestMessage(HttpMethod.Get, "https://api.example/");
        var broken = await Assert.ThrowsAsync<DependencyBrokenException>(() => http.SendAsync(another, Token));
        var worded = DependencyTrouble.ToProviderException(broken, "Asking api.example");
        Assert.True(worded.IsTransient);
        Assert.InRange(worded.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Words_of_transports_are_left_out()
    {
        var worded = DependencyTrouble.ToProviderException(new HttpRequestException(HttpRequestError.ConnectionError, "token=hush"), "Asking api.example");
        Assert.True(worded.IsTransient);
        Assert.Contains("ConnectionError", worded.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", worded.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_provider_says_already_stays_as_it_is()
    {
        var known = ProviderException.Permanent("no");
        Assert.Same(known, DependencyTrouble.ToProviderException(known, "Asking"));
    }

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(new HttpResponseMessage(status));
        }
    }
}
