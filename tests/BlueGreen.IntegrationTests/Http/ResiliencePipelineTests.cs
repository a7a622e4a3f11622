using System.Net;
using System.Net.Http.Json;
using BlueGreen.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace BlueGreen.IntegrationTests.Http;

public sealed class ResiliencePipelineTests : IAsyncLifetime
{
    private readonly TimerClock _clock = new();
    private readonly CapturedLogs _logs = new();
    private ScriptedServer _server = null!;
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DependencyBreaker Breaker => _services!.GetRequiredKeyedService<DependencyBreaker>("netlify");

    public async ValueTask InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Fri, 15 Jan 2027 08:00:21 GMT", 21)]
    public async Task A_refusal_is_repeated_when_the_answer_says(string retryAfter, double seconds)
    {
        _server.Then(429, ("Retry-After", retryAfter));

        var asked = Client().GetAsync("/sites", Token);
        var waited = await _clock.EndNextAsync(due => due == TimeSpan.FromSeconds(seconds), Token);

        Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
        Assert.Equal(2, _server.Requests);
        Assert.Equal(seconds, waited.TotalSeconds);
        Assert.Equal(DependencyBreakerState.Closed, Breaker.State);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_is_not_begun_and_the_answer_handed_on()
    {
        _server.Then(429, ("Retry-After", "3600"));
        using var client = Client();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/", Token)).StatusCode);
        var throttled = await Assert.ThrowsAsync<ProviderException>(() => client.GetAsync("/", Token));

        Assert.Equal(TimeSpan.FromHours(1), throttled.RetryAfter);
        Assert.Contains("netlify", throttled.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task Failures_are_repeated_with_growing_waits_and_then_handed_on()
    {
        _server.Then(500).ThenCut().Then(503).Then(502);

        var asked = Client().GetAsync("/sites", Token);
        for (var i = 0; i < 3; i++)
        {
            await _clock.EndNextAsync(IsBackOff, Token);
        }

        Assert.Equal(HttpStatusCode.BadGateway, (await asked).StatusCode);
        Assert.Equal(4, _server.Requests);
    }

    [Theory]
    [InlineData("POST", false, 1)]
    [InlineData("PATCH", false, 1)]
    [InlineData("POST", true, 2)]
    [InlineData("PUT", false, 2)]
    [InlineData("DELETE", false, 2)]
    public async Task Only_what_does_no_harm_twice_is_repeated(string method, bool hasKey, int requests)
    {
        _server.Then(503);
        using var request = new HttpRequestMessage(new(method), "/deploys") { Content = JsonContent.Create(new { version = "2.0.0" }) };
        if (hasKey)
        {
            request.Headers.Add("Idempotency-Key", "operation-7");
        }

        var asked = Client().SendAsync(request, Token);
        if (requests > 1)
        {
            await _clock.EndNextAsync(IsBackOff, Token);
        }

        Assert.Equal(requests == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, (await asked).StatusCode);
        Assert.Equal(requests, _server.Requests);
        Assert.All(_server.Bodies, body => Assert.Equal("{\"version\":\"2.0.0\"}", body));
    }

    [Fact]
    public async Task A_streamed_body_is_not_sent_twice_and_a_sender_may_forbid_or_allow_it()
    {
        _server.Then(503).Then(503).Then(503);
        using var client = Client();

        using var streamed = new HttpRequestMessage(HttpMethod.Put, "/a") { Content = new StreamContent(new MemoryStream([1])) };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.SendAsync(streamed, Token)).StatusCode);
        using var forbidden = new HttpRequestMessage(HttpMethod.Get, "/b").MayRepeat(false);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.SendAsync(forbidden, Token)).StatusCode);
        Assert.Equal(2, _server.Requests);

        using var allowed = new HttpRequestMessage(HttpMethod.Post, "/c").MayRepeat();
        var asked = client.SendAsync(allowed, Token);
        await _clock.EndNextAsync(IsBackOff, Token);
        Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
    }

    [Fact]
    public async Task A_slow_attempt_is_given_up_and_repeated()
    {
        _server.ThenHang();

        var asked = Client().GetAsync("/slow", Token);
        await _server.NextArrivalAsync(Token);
        await _clock.EndNextAsync(due => due == TimeSpan.FromSeconds(15), Token);
        await _clock.EndNextAsync(IsBackOff, Token);

        Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
        Assert.Equal(2, _server.Requests);
    }

    [Fact]
    public async Task The_total_timeout_ends_whatever_goes_on()
    {
        _server.ThenHang();
        var asked = Client(options => options.TotalTimeout = options.AttemptTimeout = TimeSpan.FromSeconds(20)).GetAsync("/slow", Token);
        await _server.NextArrivalAsync(Token);

        await _clock.EndNextAsync(due => due == TimeSpan.FromSeconds(20), Token);

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => asked);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task Five_failures_open_the_breaker_and_nothing_reaches_the_dependency_until_it_half_opens()
    {
        for (var i = 0; i < 5; i++)
        {
            _server.Then(500);
        }

        using var client = Client(options => options.Retries = 0);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetAsync("/", Token)).StatusCode);
        }

        var refusal = await Assert.ThrowsAsync<DependencyBrokenException>(() => client.GetAsync("/", Token));
        Assert.Equal(TimeSpan.FromSeconds(60), refusal.RetryAfter);
        Assert.Equal(5, _server.Requests);
        Assert.Contains(_logs.Lines, line => line.Contains("netlify: the breaker went from Closed to Open", StringComparison.Ordinal));

        _clock.Advance(TimeSpan.FromSeconds(60));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Token)).StatusCode);
        }

        Assert.Equal(DependencyBreakerState.Closed, Breaker.State);
    }

    [Fact]
    public async Task An_open_breaker_is_not_asked_again_by_repetition()
    {
        using var client = Client();
        Breaker.Isolate("drill");

        await Assert.ThrowsAsync<DependencyBrokenException>(() => client.GetAsync("/", Token));

        Assert.Equal(0, _server.Requests);
    }

    [Fact]
    public async Task A_used_up_rate_limit_makes_the_next_request_wait_for_its_window()
    {
        _server.Then(200, ("X-RateLimit-Limit", "3"), ("X-RateLimit-Remaining", "1"), ("X-RateLimit-Reset", "1800000023"));
        using var client = Client();
        await client.GetAsync("/1", Token);
        await client.GetAsync("/2", Token);

        var third = client.GetAsync("/3", Token);
        var waited = await _clock.EndNextAsync(due => due == TimeSpan.FromSeconds(23), Token);

        Assert.Equal(HttpStatusCode.OK, (await third).StatusCode);
        Assert.Equal(23, waited.TotalSeconds);
        Assert.Equal(3, _server.Requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_let_go_and_the_breaker_does_not_mind()
    {
        for (var i = 0; i < 6; i++)
        {
            _server.ThenHang();
        }

        using var client = Client();
        for (var i = 0; i < 6; i++)
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var asked = client.GetAsync("/", giveUp.Token);
            await _server.NextArrivalAsync(Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        Assert.Equal(DependencyBreakerState.Closed, Breaker.State);
    }

    [Fact]
    public async Task No_log_holds_a_secret()
    {
        _server.Then(500, ("Set-Cookie", "session=s3cret-c"), ("Location", "/?code=s3cret-l")).ThenCut();
        using var client = Client(options => options.SecretNames.Add("tenant"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", "s3cret-a");
        client.DefaultRequestHeaders.Add("X-Api-Key", "s3cret-k");

        var asked = client.GetAsync("/sites?access_token=s3cret-q&tenant=s3cret-t&page=2", Token);
        await _clock.EndNextAsync(IsBackOff, Token);
        await _clock.EndNextAsync(IsBackOff, Token);
        await asked;

        Assert.Equal(3, _server.Requests);
        Assert.Contains(_logs.Lines, line => line.Contains("netlify: GET", StringComparison.Ordinal) && line.Contains("access_token=***&tenant=***&page=2", StringComparison.Ordinal));
        Assert.Contains(_logs.Lines, line => line.Contains("Authorization: ***", StringComparison.Ordinal));
        Assert.DoesNotContain(_logs.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_in_the_settings_are_named_when_the_app_starts()
    {
        Client(options =>
        {
            options.TotalTimeout = TimeSpan.Zero;
            options.Retries = 99;
            options.Breaker.Failures = 0;
        }, create: false);

        var faults = Assert.Throws<OptionsValidationException>(() => _services!.GetRequiredService<IStartupValidator>().Validate());

        Assert.All(["TotalTimeout", "Retries is 99", "AttemptTimeout (00:00:15) is longer", "Breaker.Failures is 0"], text => Assert.Contains(faults.Failures, fault => fault.Contains(text, StringComparison.Ordinal)));
    }

    /// <summary>The usual waits of 1, 2 and 4 seconds, with chance mixed in.</summary>
    private static bool IsBackOff(TimeSpan due) => due > TimeSpan.Zero && due < TimeSpan.FromSeconds(14);

    private HttpClient Client(Action<HttpResilienceOptions>? configure = null, bool create = true)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_logs));
        services.AddHttpClient("api", client => client.BaseAddress = _server.Address).AddBlueGreenResilience("netlify", configure);
        _services = services.BuildServiceProvider();
        return create ? _services.GetRequiredService<IHttpClientFactory>().CreateClient("api") : null!;
    }
}
