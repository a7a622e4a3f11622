using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Reporting.Tests.Notifications;
using BlueGreen.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>What health probes found, as records and reports keep it.</summary>
public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_failed_is_kept_when_it_begins_to_and_when_it_rolls_back()
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync("unhealthy"));

        Assert.Equal(["probe green", "while it had traffic", record.Rollback!.Rule], record.Health.Select(health => health.Occasion));
        Assert.All(record.Health, health => Assert.Equal("2.0.0", health.Deployment.Version));
        Assert.Equal([ProbeStatus.Healthy, ProbeStatus.Unhealthy, ProbeStatus.Unhealthy], record.Health.Select(health => Assert.Single(health.Probes).Status));
        Assert.Equal(record.Rollback.DecidedAt, record.Health[^1].At, TimeSpan.FromSeconds(1));
        Assert.Equal(20, (record.Health[2].At - record.Health[1].At).TotalSeconds, 1.0);
    }

    [Fact]
    public void Samples_that_go_on_to_fail_in_the_same_way_are_one_entry()
    {
        var (start, green) = (new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Shop.Make("2"));
        ProbeResult answer = new() { Probe = "admin", Status = ProbeStatus.Unhealthy, Latency = TimeSpan.FromMilliseconds(7), StatusCode = 503 };
        ImmutableArray<ProbeResult>[] rounds = [[answer], [answer with { Latency = TimeSpan.FromMilliseconds(9) }], [answer with { StatusCode = 500 }], [], [answer]];
        RolloutEvent[] events =
        [
            new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = new Shop().QuickPlan().Description },
            new BaselineCaptured(Shop.Make("1"), TrafficSplit.AllTo(new("d-1")), StepReport.Pass("fine")),
            new OperationCompleted(new("r-1"), StepReport.Pass("deployed"), green),
            .. rounds.Select(failed => new Checkpointed { FailedProbes = failed }),
        ];

        var record = RolloutRecord.From([.. events.Select((e, i) => new JournalEntry(new("r"), i + 1, $"e{i}", 1, start.AddSeconds(i * 30), e))]);

        Assert.Equal([(90, 120), (150, null), (210, (double?)null)], record.Health.Select(health => ((health.At - start).TotalSeconds, (health.Until - start)?.TotalSeconds)));
        Assert.Equal(9, record.Health[0].Probes[0].Latency.TotalMilliseconds);
    }

    [Fact]
    public async Task Answers_of_a_real_server_stand_in_the_record_and_in_every_report()
    {
        var isSick = false;
        await using var blue = await Receiver.StartAsync((_, context) => AnswerAsync(context, isSick: false));
        await using var green = await Receiver.StartAsync((received, context) => AnswerAsync(context, received.Path == "/admin" && Volatile.Read(ref isSick)));
        var shop = new Shop(urlOf: version => new(version == "1" ? blue.Url : green.Url, "/"));
        var plan = new RolloutBuilder("shop")
            .Environment(shop).Traffic(shop).Metrics(shop, sampleEvery: TimeSpan.FromMilliseconds(500))
            .Health(Probe.Get("admin", "/admin"), Probe.Get("public", "/public"))
            .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1)))
            .DeployGreen().ProbeGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromHours(1)).ShiftTo(Percentage.All).Promote()
            .Build();

        var result = await plan.RunAsync(new Release("2"), new() { Progress = new Listener(e => Volatile.Write(ref isSick, Volatile.Read(ref isSick) || e is TrafficShifted)) }, Token);

        var record = result.ToRecord();
        Assert.Equal((RolloutOutcome.RolledBack, "3 failed health probe rounds in a row"), (result.Outcome, record.Triggers[^1].Observed));
        Assert.Equal(["pre-flight", "probe green", "while it had traffic", record.Triggers[^1].Rule], record.Health.Select(health => health.Occasion).Distinct());
        Assert.Equal(["1", "2", "2", "2"], record.Health.DistinctBy(health => health.Occasion).Select(health => health.Deployment.Version));
        Assert.All(record.Health.Take(2), health => Assert.Equal([("admin", ProbeStatus.Healthy, 200, "3"), ("public", ProbeStatus.Healthy, 200, "3")], health.Probes.Select(Seen)));
        var failed = Assert.Single(record.Health[^1].Probes);
        Assert.Equal(("admin", ProbeStatus.Unhealthy, 503, "0"), Seen(failed));
        Assert.Equal("***", failed.Details["dbPassword"]);
        Assert.All(record.Health.SelectMany(health => health.Probes), probe => Assert.True(probe.Latency > TimeSpan.Zero));
        Assert.Equal(record.ToJson(), RolloutRecord.FromJson(record.ToJson()).ToJson());
        foreach (var report in (string[])[record.ToHtml(), record.ToMarkdown()])
        {
            Assert.Contains("Health", report, StringComparison.Ordinal);
            Assert.Contains("expected status 200, got 503 (ServiceUnavailable); connections: 0, dbPassword: ", report, StringComparison.Ordinal);
            Assert.Contains("✔ healthy", report, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("hunter2", record.ToJson() + record.ToHtml() + record.ToMarkdown() + string.Concat(result.Journal.Select(JournalJson.Write)), StringComparison.Ordinal);
    }

    private static (string, ProbeStatus, int?, string) Seen(ProbeResult probe) => (probe.Probe, probe.Status, probe.StatusCode, probe.Details["connections"]);

    private static Task AnswerAsync(HttpContext context, bool isSick)
    {
        context.Response.StatusCode = isSick ? 503 : 200;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"status":"{{(isSick ? "down" : "ok")}}","connections":{{(isSick ? 0 : 3)}},"dbPassword":"hunter2"}""", context.RequestAborted);
    }
}
