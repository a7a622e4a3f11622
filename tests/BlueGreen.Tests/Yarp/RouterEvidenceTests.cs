using BlueGreen.Traffic;
using BlueGreen.Yarp;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Yarp;

public sealed class RouterEvidenceTests
{
    private static readonly DeploymentId Blue = new("blue");
    private static readonly DeploymentId Green = new("green");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly RoutingTable _table = Entries.TableOf(new SplitMixRandomSource(seed: 1));
    private readonly MeterHistory _history;
    private readonly YarpTrafficRouter _router;

    public RouterEvidenceTests()
    {
        _history = new(() => _table.Meters, _clock);
        _router = new("shop", "edge", new InMemoryTrafficRegister(_clock), _table, _history, new(), _clock);
        _table.Publish(Entries.AllTo("blue", 1));
    }

    [Fact]
    public async Task Rate_mean_and_throughput_follow_from_the_counted_requests()
    {
        Serve(TimeSpan.FromMilliseconds(10));
        Serve(TimeSpan.FromMilliseconds(30), failed: true);
        _clock.Advance(TimeSpan.FromSeconds(4));

        var reading = await ReadAsync(since: null);

        Assert.Equal(TimeSpan.FromSeconds(4), reading.Watermark - reading.From);
        Assert.Equal(new RequestCounts(2, 1), reading.For(Blue, new("error_rate")).Counts);
        Assert.Equal(0.5, reading.For(Blue, new("error_rate")).Value);
        Assert.InRange(reading.For(Blue, new("response_time")).Value!.Value, 0.02 * 63 / 64, 0.02 * 65 / 64);
        Assert.Equal(0.5, reading.For(Blue, new("throughput")).Value!.Value, precision: 9);
        Assert.All(reading.Evidence.Where(e => e.Deployment == Green), e => Assert.True(e.IsNoData));
    }

    [Fact]
    public async Task Without_requests_there_is_no_data_but_a_throughput_of_zero()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));

        var reading = await ReadAsync(since: null);

        Assert.Equal(6, reading.Evidence.Length);
        Assert.All(reading.Evidence, evidence => Assert.Equal(0, evidence.Samples));
        Assert.Equal([(Blue, new("throughput"))], reading.Evidence.Where(e => !e.IsNoData).Select(e => (e.Deployment, e.Metric)));
        Assert.Equal(0, reading.For(Blue, new("throughput")).Value);
    }

    [Fact]
    public Task However_readings_are_placed_their_windows_join_and_sum_up() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3]).List[1, 30].SampleAsync(
            async bursts =>
            {
                var (reading, requests) = (await ReadAsync(since: null), 0L);
                foreach (var (count, seconds) in bursts)
                {
                    Serve(TimeSpan.FromMilliseconds(1), count);
                    _clock.Advance(TimeSpan.FromSeconds(seconds));
                    var next = await ReadAsync(reading.Watermark);
                    Assert.Equal(reading.Watermark, next.From);
                    Assert.True(next.Watermark > next.From);
                    requests += next.For(Blue, new("throughput")).Samples;
                    reading = next;
                }

                Assert.Equal(bursts.Sum(b => b.Item1), requests);
            },
            iter: 50,
            threads: 1);

    [Fact]
    public async Task The_same_watermark_can_be_asked_for_again_and_then_reaches_further()
    {
        var start = await ReadAsync(since: null);
        Serve(TimeSpan.FromMilliseconds(1));
        var first = await ReadAsync(start.Watermark);
        Serve(TimeSpan.FromMilliseconds(1));
        var again = await ReadAsync(start.Watermark);

        Assert.Equal(1, first.For(Blue, new("throughput")).Samples);
        Assert.Equal(2, again.For(Blue, new("throughput")).Samples);
        Assert.Equal(start.Watermark, again.From);
    }

    [Fact]
    public async Task A_watermark_from_before_the_router_started_gives_a_window_that_begins_later()
    {
        var beforeStart = _clock.GetUtcNow() - TimeSpan.FromMinutes(1);
        Serve(TimeSpan.FromMilliseconds(1));

        var reading = await ReadAsync(beforeStart);

        Assert.Equal(beforeStart + TimeSpan.FromMinutes(1), reading.From);
        Assert.Equal(1, reading.For(Blue, new("throughput")).Samples);
    }

    [Fact]
    public async Task A_first_reading_looks_back_one_interval()
    {
        Serve(TimeSpan.FromMilliseconds(1));
        for (var second = 0; second < 30; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _history.Remember(TimeSpan.FromSeconds(1));
        }

        Serve(TimeSpan.FromMilliseconds(1));
        var reading = await ReadAsync(since: null);

        Assert.Equal(_clock.GetUtcNow() - Interval, reading.From);
        Assert.Equal(1, reading.For(Blue, new("throughput")).Samples);
    }

    [Fact]
    public async Task A_watermark_that_is_no_longer_remembered_gives_a_window_that_begins_later()
    {
        var start = await ReadAsync(since: null);
        for (var i = 0; i < MeterHistory.Capacity; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await ReadAsync(since: null);
        }

        var reading = await ReadAsync(start.Watermark);

        Assert.True(reading.From > start.Watermark);
        Assert.True(reading.From < start.Watermark + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_deployment_that_is_new_since_the_watermark_is_counted_whole()
    {
        var start = await ReadAsync(since: null);
        _table.Publish(Entries.AllTo("green", 2));
        Serve(TimeSpan.FromMilliseconds(1), count: 3);

        var reading = await ReadAsync(start.Watermark);

        Assert.Equal(3, reading.For(Green, new("throughput")).Samples);
        Assert.Equal(0, reading.For(Blue, new("throughput")).Value);
    }

    [Fact]
    public async Task A_metric_that_a_router_cannot_know_is_refused()
    {
        var query = new MetricQuery { Metrics = [new("memory_usage")], Deployments = [Blue], Interval = Interval };

        var refused = await Assert.ThrowsAsync<ProviderException>(() => _router.ReadAsync(query, Operation, TestContext.Current.CancellationToken));

        Assert.Contains("memory_usage", refused.Message, StringComparison.Ordinal);
        Assert.Contains("error_rate", refused.Message, StringComparison.Ordinal);
    }

    private OperationContext Operation => new()
    {
        Rollout = new("r1"),
        Application = "shop",
        Step = "bake",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = _clock.GetUtcNow(),
        Deadline = _clock.GetUtcNow().AddMinutes(1),
        TimeLeft = TimeSpan.FromMinutes(1),
        Release = new("2.0.0"),
    };

    private Task<MetricReading> ReadAsync(DateTimeOffset? since) => _router.ReadAsync(
        new() { Metrics = _router.Metrics, Deployments = [Blue, Green], Since = since, Interval = Interval }, Operation, TestContext.Current.CancellationToken);

    private void Serve(TimeSpan latency, int count = 1, bool failed = false)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(_table.TryTake(out var lease));
            lease.Record(latency, failed);
            lease.Release();
        }
    }
}
