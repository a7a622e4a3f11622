using System.Text;
using BlueGreen.Events;
using BlueGreen.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Reporting.Tests.Notifications;

public sealed class WebhookTests
{
    private static readonly Secret Key = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_signature_is_the_one_of_the_specification()
    {
        var body = """{"test": 2432232314}"""u8;

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Sign(Key, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), body));
    }

    [Theory]
    [InlineData("id", "1614265330", "{}", 0, true)]
    [InlineData("id", "1614265330", "{}", 299, true)]
    [InlineData("id", "1614265330", "{}", 301, false)]
    [InlineData("id", "1614265330", "{}", -301, false)]
    [InlineData("other", "1614265330", "{}", 0, false)]
    [InlineData("id", "1614265331", "{}", 0, false)]
    [InlineData("id", "x", "{}", 0, false)]
    [InlineData("id", "99999999999999", "{}", 0, false)]
    [InlineData(null, "1614265330", "{}", 0, false)]
    [InlineData("id", "1614265330", "{ }", 0, false)]
    public void A_receiver_can_tell_what_is_genuine(string? id, string timestamp, string body, int age, bool isGenuine)
    {
        var sentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        var signature = $"v1,AAAA {WebhookSignature.Sign(Key, "id", sentAt, "{}"u8)}";

        Assert.Equal(isGenuine, WebhookSignature.Verify(Key, id, timestamp, signature, Encoding.UTF8.GetBytes(body), sentAt.AddSeconds(age)));
        Assert.False(WebhookSignature.Verify(new("another"), id, timestamp, signature, Encoding.UTF8.GetBytes(body), sentAt.AddSeconds(age)));
    }

    [Fact]
    public async Task What_arrives_is_signed_and_says_what_happened()
    {
        await using var receiver = await Receiver.StartAsync();
        using var notifier = new WebhookNotifier("hook", new() { Url = receiver.Url, Secret = new("a plain text") });

        await notifier.NotifyAsync(Sample.Of(new TrafficShifted(new("o"), TrafficSplit.Between(new("d-1"), new("d-2"), Percentage.Of(10)), Percentage.Of(10))), Token);

        var received = Assert.Single(receiver.All);
        Assert.True(WebhookSignature.Verify(
            new("a plain text"), received.Headers["webhook-id"], received.Headers["webhook-timestamp"], received.Headers["webhook-signature"], received.Body, TimeProvider.System.GetUtcNow()));
        Assert.Equal("application/json; charset=utf-8", received.Headers["content-type"]);
        Assert.Equal(
            """{"schema":1,"id":"r1.7","type":"trafficShifted","timestamp":"2026-01-01T00:01:00+00:00","application":"shop","version":"2","rollout":"r1","sequence":7,"kind":"Forward","importance":"Info","text":"shop 2: traffic is blue 90%, green 10%","data":{"event":"trafficShifted","id":"o","split":{"d-1":90,"d-2":10},"green":10}}""",
            received.Json.GetRawText());
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(302, false)]
    public async Task An_answer_says_whether_to_try_again(int status, bool isTransient)
    {
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        using var notifier = new WebhookNotifier("hook", new() { Url = receiver.Url });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.Succeeded, "good")), Token));

        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Equal(status is 429 or 503 ? TimeSpan.FromSeconds(7) : null, failure.RetryAfter);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task Nobody_there_is_worth_another_try_and_tells_no_secret()
    {
        await using var receiver = await Receiver.StartAsync();
        var url = new UriBuilder(receiver.Url) { UserName = "user", Password = "word", Query = "token=hidden" }.Uri;
        await receiver.DisposeAsync();
        using var notifier = new WebhookNotifier("hook", new() { Url = url, Secret = new("hidden too") });

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.Succeeded, "good")), Token));

        Assert.True(failure.IsTransient);
        Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("word", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_wanted_is_not_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        using var notifier = new WebhookNotifier("hook", new() { Url = receiver.Url, Where = notification => notification.Importance >= EventImportance.Error });

        await notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.Succeeded, "good")), Token);
        await notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.RolledBack, "bad")), Token);

        Assert.Equal("RolledBack", Assert.Single(receiver.All).Json.GetProperty("data").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Wrong_settings_are_found_when_the_program_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBlueGreen();
        builder.Services.AddBlueGreenWebhook("one", _ => { });
        builder.Services.AddBlueGreenGrafanaAnnotations("two", grafana => grafana.PanelId = 0);
        using var host = builder.Build();

        var errors = (await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token))).ToString();

        Assert.Contains("Url must be the receiver's absolute address", errors, StringComparison.Ordinal);
        Assert.Contains("PanelId must be between 1 and", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.com/?token=hidden")]
    [InlineData("/relative?token=hidden")]
    public void An_address_must_be_one(string url)
    {
        var refused = Assert.Throws<ArgumentException>(() => new WebhookNotifier("hook", new() { Url = new(url, UriKind.RelativeOrAbsolute) }));

        Assert.Contains("must be an absolute http or https address", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_key_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new WebhookNotifier("hook", new() { Url = new("http://127.0.0.1:1/"), Secret = new("whsec_???") }));
}
