using System.Globalization;
using System.Text.Json;
using System.Web;
using BlueGreen.Events;
using BlueGreen.Notifications;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Reporting.Tests.Notifications;

/// <summary>Against a server that keeps annotations and finds them by time and tag, as Grafana's API is documented to.</summary>
public sealed class GrafanaTests
{
    private readonly List<JsonElement> _kept = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_rollout_is_a_region_and_a_shift_a_point()
    {
        await using var grafana = await Receiver.StartAsync(AnswerAsync);
        using var notifier = Notifier(grafana);

        await notifier.NotifyAsync(Sample.Of(new TrafficShifted(new("o"), TrafficSplit.AllTo(new("d-2")), Percentage.All)), Token);
        await notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.RolledBack, "too many errors"), 8), Token);
        await notifier.NotifyAsync(Sample.Of(new StepStarted(0, "deploy green")), Token);

        Assert.Equal(
            [
                """{"dashboardUID":"abc","panelId":3,"time":1767225660000,"tags":["bluegreen","shop","2","trafficShifted","bluegreen:r1.7","team-a"],"text":"shop 2: traffic is blue 0%, green 100%"}""",
                """{"dashboardUID":"abc","panelId":3,"time":1767225600000,"timeEnd":1767225660000,"tags":["bluegreen","shop","2","rolloutClosed","bluegreen:r1.8","RolledBack","team-a"],"text":"shop 2: closed as RolledBack: too many errors"}""",
            ],
            _kept.Select(annotation => annotation.GetRawText()));
        Assert.All(grafana.All, received => Assert.Equal("Bearer glsa_1", received.Headers["authorization"]));
        Assert.All(grafana.All, received => Assert.StartsWith("/hook/api/annotations", received.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repeated_notification_makes_no_second_annotation()
    {
        await using var grafana = await Receiver.StartAsync(AnswerAsync);
        using var notifier = Notifier(grafana);
        var notification = Sample.Of(new RolloutClosed(RolloutOutcome.Succeeded, "good"));

        await notifier.NotifyAsync(notification, Token);
        await notifier.NotifyAsync(notification, Token);

        Assert.Single(_kept);
    }

    [Fact]
    public async Task A_token_without_rights_is_final_and_is_not_told()
    {
        await using var grafana = await Receiver.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        });
        using var notifier = Notifier(grafana);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => notifier.NotifyAsync(Sample.Of(new RolloutClosed(RolloutOutcome.Succeeded, "good")), Token));

        Assert.False(failure.IsTransient);
        Assert.Contains("check the secret or token and its rights", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("glsa", failure.ToString(), StringComparison.Ordinal);
    }

    private static GrafanaAnnotations Notifier(Receiver grafana) =>
        new("grafana", new() { Url = grafana.Url, Token = new("glsa_1"), DashboardUid = "abc", PanelId = 3, Tags = ["team-a"] });

    private async Task AnswerAsync(Received received, HttpContext context)
    {
        if (received.Method == "POST")
        {
            _kept.Add(received.Json);
            await context.Response.WriteAsync("""{"message":"Annotation added","id":1}""");
            return;
        }

        var query = HttpUtility.ParseQueryString(received.Path[received.Path.IndexOf('?', StringComparison.Ordinal)..]);
        var (from, to) = (long.Parse(query["from"]!, CultureInfo.InvariantCulture), long.Parse(query["to"]!, CultureInfo.InvariantCulture));
        var found = _kept.Where(annotation => annotation.GetProperty("time").GetInt64() <= to && Last(annotation) >= from
            && annotation.GetProperty("tags").EnumerateArray().Any(tag => tag.GetString() == query["tags"]));
        await context.Response.WriteAsync($"[{string.Join(',', found.Select(annotation => annotation.GetRawText()))}]");
    }

    private static long Last(JsonElement annotation) => annotation.TryGetProperty("timeEnd", out var end) ? end.GetInt64() : annotation.GetProperty("time").GetInt64();
}
