using System.Net;
using BlueGreen.NetlifyEmulator.Faults;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.NetlifyEmulator.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task A_fault_meets_the_requests_that_it_names()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var rule = fixture.Netlify.Faults.Add("GET", "/sites/*", Fault.Answer(502), from: 2, times: 2);

        var statuses = new List<HttpStatusCode>();
        foreach (var path in (string[])["sites/shop", "sites", "sites/shop", "sites/shop", "sites/shop"])
        {
            using var answer = await fixture.Api.SendAsync("GET", path);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.OK], statuses);
        Assert.Equal(2, rule.Met);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_connection_leaves_the_effect_or_not(bool isAfterEffect)
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        fixture.Netlify.Faults.Add("POST", "/sites/*/deploys", isAfterEffect ? Fault.LoseAnswer : Fault.Reset);

        await Assert.ThrowsAsync<HttpRequestException>(() => fixture.Api.SendAsync("POST", "sites/shop/deploys", new { draft = true }));

        Assert.Equal(isAfterEffect ? 1 : 0, (await fixture.Api.JsonAsync("GET", "sites/shop/deploys")).GetArrayLength());
        Assert.Equal(0, fixture.Netlify.Requests.All[0].Status);
    }

    [Fact]
    public async Task An_answer_can_be_empty_though_all_was_done()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        fixture.Netlify.Faults.Add("POST", "/sites/*/deploys", Fault.EmptyBody);

        using var answer = await fixture.Api.SendAsync("POST", "sites/shop/deploys", new { draft = true });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await fixture.Api.JsonAsync("GET", "sites/shop/deploys")).GetArrayLength());
    }

    [Fact]
    public async Task A_rate_limit_tells_when_it_ends()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_000_500));
        await using var fixture = await EmulatorFixture.StartAsync(new() { TimeProvider = time });
        fixture.Netlify.Faults.Add("*", "/**", Fault.RateLimit(TimeSpan.FromSeconds(3)));
        fixture.Netlify.Faults.Add("*", "/**", Fault.RetryAfter(TimeSpan.FromSeconds(7)), from: 2);

        using var reset = await fixture.Api.SendAsync("GET", "sites");
        using var retry = await fixture.Api.SendAsync("GET", "sites");

        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], [reset.StatusCode, retry.StatusCode]);
        Assert.Equal("1004", Assert.Single(reset.Headers.GetValues("X-RateLimit-Reset")));
        Assert.Equal(TimeSpan.FromSeconds(7), retry.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task An_upload_can_be_held_until_a_test_lets_it_go()
    {
        await using var fixture = await EmulatorFixture.StartAsync();
        var gate = new TaskCompletionSource();
        var rule = fixture.Netlify.Faults.Add("PUT", "/deploys/*/files/**", Fault.WaitFor(gate.Task));
        var deploying = fixture.Api.DeployAsync("shop", new() { ["a"] = "one" });
        await Wait.UntilAsync(() => rule.Met == 1);

        Assert.False(deploying.IsCompleted);
        gate.SetResult();
        Assert.Equal("ready", (await deploying).GetProperty("state").GetString());
    }
}
