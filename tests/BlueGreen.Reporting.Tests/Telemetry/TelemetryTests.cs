using System.Diagnostics;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Tests.Hosting;
using BlueGreen.Tests.Hosting.Fleets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlueGreen.Reporting.Tests.Telemetry;

/// <summary>What OpenTelemetry gets to see, by its in-memory exporter.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly string _application = $"shop-{Guid.NewGuid():N}";
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracer;
    private readonly MeterProvider _meter;

    public TelemetryTests()
    {
        _tracer = Sdk.CreateTracerProviderBuilder().AddSource("BlueGreen", "test").AddInMemoryExporter(_spans).Build();
        _meter = Sdk.CreateMeterProviderBuilder().AddMeter("BlueGreen").AddInMemoryExporter(_metrics).Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollout_is_a_trace_with_a_span_for_each_step()
    {
        using var source = new ActivitySource("test");
        RolloutResult result;
        ActivityTraceId trace;
        using (var request = source.StartActivity("POST /deploy"))
        {
            trace = request!.TraceId;
            result = await new Shop().QuickPlan(_application).RunAsync(new Release("2"), cancellationToken: Token);
        }

        var run = Assert.Single(Spans($"RUN {_application}"));
        Assert.Equal((ActivityKind.Server, trace), (run.Kind, run.TraceId));
        Assert.Equal("success", run.GetTagItem("cicd.pipeline.result"));
        Assert.Equal(_application, run.GetTagItem("cicd.pipeline.name"));
        Assert.Equal(result.Rollout.Value, run.GetTagItem("cicd.pipeline.run.id"));
        Assert.Null(run.GetTagItem("error.type"));
        var steps = _spans.Where(span => span.ParentSpanId == run.SpanId).ToArray();
        Assert.Equal(["deploy green", "shift to 10%", "bake at 10%", "shift to 100%", "promote"], steps.Select(step => step.DisplayName));
        Assert.All(steps, step => Assert.Equal((ActivityKind.Internal, "success"), (step.Kind, step.GetTagItem("cicd.pipeline.task.run.result"))));
        Assert.Equal(["deploy", "deploy", "test", "deploy", "deploy"], steps.Select(step => step.GetTagItem("cicd.pipeline.task.type")));
        Assert.Equal($"{result.Rollout}-0", steps[0].GetTagItem("cicd.pipeline.task.run.id"));
        Assert.Equal(["bluegreen.traffic.shifted", "bluegreen.traffic.shifted"], run.Events.Select(e => e.Name));
    }

    [Fact]
    public async Task A_trigger_is_a_failure_with_its_evidence()
    {
        var shop = new Shop();
        var plan = shop.Plan(_application).DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();
        var failing = new Listener(e => shop.GreenErrors = e is StepStarted { Step: "bake at 10%" } ? 0.2 : shop.GreenErrors);

        await plan.RunAsync(new Release("2"), new() { Progress = failing }, Token);

        var run = Assert.Single(Spans($"RUN {_application}"));
        Assert.Equal(("failure", "trigger_fired", ActivityStatusCode.Error), (run.GetTagItem("cicd.pipeline.result"), run.GetTagItem("error.type"), run.Status));
        Assert.Equal("cancellation", Assert.Single(Spans("bake at 10%"), span => span.TraceId == run.TraceId).GetTagItem("cicd.pipeline.task.run.result"));
        Assert.Contains(run.Events, e => e.Name == "bluegreen.trigger.tripped" && e.Tags.Any(tag => tag is { Key: "bluegreen.trigger.observed", Value: "20%" }));
        Assert.Equal(0.2, Assert.Single(Points("bluegreen.trigger.value")).GetHistogramSum(), 6);
        Assert.Equal("trigger_fired", Tag(Assert.Single(Points("cicd.pipeline.run.errors")), "error.type"));
    }

    [Fact]
    public async Task A_failed_step_is_a_failed_span()
    {
        var plan = new Shop().Plan(_application).DeployGreen().Gate("smoke", (_, _) => Task.FromResult(CheckResult.Fail("smokes"))).ShiftTo(Percentage.All).Promote().Build();

        await plan.RunAsync(new Release("2"), cancellationToken: Token);

        var run = Assert.Single(Spans($"RUN {_application}"));
        Assert.Equal(("failure", "step_failed"), (run.GetTagItem("cicd.pipeline.result"), run.GetTagItem("error.type")));
        var step = Assert.Single(Spans("smoke"), span => span.TraceId == run.TraceId);
        Assert.Equal(("failure", ActivityStatusCode.Error), (step.GetTagItem("cicd.pipeline.task.run.result"), step.Status));
    }

    [Fact]
    public async Task A_resumed_rollout_continues_its_trace()
    {
        var shop = new Shop();
        var store = new InMemoryRolloutStore();
        using var leave = new CancellationTokenSource();
        var plan = shop.Plan(_application).DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMilliseconds(400)).ShiftTo(Percentage.All).Promote().Build();

        var left = await plan.RunAsync(new Release("2"), new() { Store = store, Leave = leave.Token, Progress = new Listener(e => LeaveAt(e, leave)), Start = new() { Key = "once" } }, Token);
        Assert.Null(Activity.Current);
        var done = await plan.RunAsync(new Release("2"), new() { Store = store, Start = new() { Key = "once" } }, Token);

        Assert.Equal((left.Rollout, RolloutOutcome.Succeeded), (done.Rollout, done.Outcome));
        var runs = Spans($"RUN {_application}");
        Assert.Equal(2, runs.Length);
        Assert.Equal(runs[0].TraceId, runs[1].TraceId);
        Assert.Equal(runs[0].ParentSpanId, runs[1].ParentSpanId);
        Assert.Equal([null, "success"], runs.Select(run => run.GetTagItem("cicd.pipeline.result")));
        var started = (RolloutStarted)done.Journal[0].Event;
        Assert.Equal($"00-{runs[0].TraceId}-{runs[0].ParentSpanId}-01", started.TraceParent);
        Assert.Single(Spans("promote"), span => span.TraceId == runs[0].TraceId);

        static void LeaveAt(RolloutEvent e, CancellationTokenSource leave)
        {
            if (e is TrafficShifted)
            {
                leave.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_host_that_takes_over_from_one_that_was_lost_continues_the_trace()
    {
        var (shop, store) = (new Shop(), new InMemoryRolloutStore());
        var way = new HostStore(store);
        using var left = Host(shop, way);
        await left.StartAsync(Token);
        using var source = new ActivitySource("test");
        using var request = source.StartActivity("POST /deploy");
        var id = await left.Services.GetRequiredService<IRolloutClient>().StartAsync("shop", new("2"), cancellationToken: Token);
        await store.WatchAsync(id, 0, Token).FirstAsync(entry => entry.Event is TrafficShifted, Token);
        way.IsAway = true;
        using var right = Host(shop, new(store));
        await right.StartAsync(Token);

        await store.WatchAsync(id, 0, Token).FirstAsync(entry => entry.Event is RolloutClosed, Token);
        await right.StopAsync(Token);
        await left.StopAsync(Token);

        var runs = Spans($"RUN {_application}").OrderBy(run => run.StartTimeUtc).ToArray();
        Assert.True(runs.Length >= 2);
        Assert.All(runs, run => Assert.Equal((request!.TraceId, runs[0].ParentSpanId), (run.TraceId, run.ParentSpanId)));
        Assert.Equal("success", runs[^1].GetTagItem("cicd.pipeline.result"));
        Assert.True((long)runs[0].GetTagItem("bluegreen.epoch")! < (long)runs[^1].GetTagItem("bluegreen.epoch")!);
    }

    [Fact]
    public async Task Metrics_follow_the_conventions_and_name_no_rollout()
    {
        var result = await new Shop().QuickPlan(_application).RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal([0L, 0L], Points("cicd.pipeline.run.active").Select(point => point.GetSumLong()));
        Assert.Equal(["executing", "finalizing"], Points("cicd.pipeline.run.active").Select(point => Tag(point, "cicd.pipeline.run.state")).Order());
        var durations = Points("cicd.pipeline.run.duration").OrderBy(point => Tag(point, "cicd.pipeline.run.state")).ToArray();
        Assert.Equal([("executing", null), ("finalizing", "success")], durations.Select(point => (Tag(point, "cicd.pipeline.run.state"), Tag(point, "cicd.pipeline.result"))));
        Assert.All(durations, point => Assert.InRange(point.GetHistogramSum(), 0, (result.Journal[^1].At - result.Journal[0].At).TotalSeconds));
        Assert.Equal(100, Assert.Single(Points("bluegreen.traffic.weight")).GetGaugeLastValueDouble());
        Assert.Empty(Points("cicd.pipeline.run.errors"));
        Assert.DoesNotContain(_metrics.SelectMany(metric => metric.MetricPoints), point => AllTags(point).Any(tag => tag.Value?.ToString() == result.Rollout.Value));
        Assert.Equal("s", _metrics.Last(metric => metric.Name == "cicd.pipeline.run.duration").Unit);
    }

    [Fact]
    public async Task The_wait_for_an_approval_is_measured()
    {
        var store = new InMemoryRolloutStore();
        var plan = new Shop().Plan(_application).DeployGreen().Approve("dba", within: TimeSpan.FromMinutes(5), onExpiry: Expiry.RollBack).ShiftTo(Percentage.All).Promote().Build();
        var asked = new TaskCompletionSource<ApprovalRequested>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = plan.RunAsync(new Release("2"), new() { Store = store, Progress = new Listener(e => _ = e is ApprovalRequested request && asked.TrySetResult(request)) }, Token);
        var request = await asked.Task.WaitAsync(Token);
        var rollout = await store.ListAsync(new(), Token).FirstAsync(Token);

        await store.SendAsync(rollout.Rollout, new() { Id = "yes", Kind = SignalKind.Approve, By = "ada", Step = request.Step, Fingerprint = request.Fingerprint }, Token);
        await run;

        Assert.Equal("granted", Tag(Assert.Single(Points("bluegreen.approval.wait")), "bluegreen.approval.result"));
    }

    public void Dispose()
    {
        _tracer.Dispose();
        _meter.Dispose();
    }

    private IHost Host(Shop shop, HostStore store)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(store);
        builder.Services.AddBlueGreen(options => (options.LeaseDuration, options.ClaimInterval) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50)))
            .AddRollout("shop", (_, _) => shop.Plan(_application).DeployGreen().ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromSeconds(2), deadline: TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build());
        return builder.Build();
    }

    private Activity[] Spans(string name)
    {
        _tracer.ForceFlush();
        return [.. _spans.Where(span => span.DisplayName == name)];
    }

    private MetricPoint[] Points(string name)
    {
        _metrics.Clear();
        _meter.ForceFlush();
        return [.. _metrics.Where(metric => metric.Name == name).SelectMany(metric => metric.MetricPoints).Where(point => Tag(point, "cicd.pipeline.name") == _application)];
    }

    private static string? Tag(MetricPoint point, string name) => AllTags(point).Where(tag => tag.Key == name).Select(tag => tag.Value?.ToString()).FirstOrDefault();

    private static List<KeyValuePair<string, object?>> AllTags(MetricPoint point)
    {
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var tag in point.Tags)
        {
            tags.Add(tag);
        }

        return tags;
    }
}
