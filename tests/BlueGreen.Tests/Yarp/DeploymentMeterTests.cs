using BlueGreen.Yarp.Measuring;

namespace BlueGreen.Tests.Yarp;

public sealed class DeploymentMeterTests
{
    private const int Threads = 4;
    private const int Requests = 200_000;

    [Fact]
    public void Whatever_threads_count_at_once_nothing_is_lost_and_counters_only_rise()
    {
        var meter = Entries.MeterOf("green");
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() => Serve(meter))).ToArray();
        Array.ForEach(threads, thread => thread.Start());

        var last = MeterCounts.Zero;
        while (last.Requests < Threads * Requests)
        {
            var next = meter.Read();
            var since = next.Minus(last);
            Assert.All(since.Latencies, count => Assert.True(count >= 0));
            Assert.True(since.Errors >= 0 && since.Errors <= since.Requests);
            Assert.Equal(TimeSpan.FromMilliseconds(next.Requests), next.Sum);
            last = next;
        }

        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal((Threads * Requests, Threads * Requests / 10), (last.Requests, last.Errors));
        Assert.Equal(TimeSpan.FromMilliseconds(Threads * Requests), meter.Read().Sum);
        Assert.Equal(0, meter.InFlight);
    }

    [Fact]
    public void The_mean_is_right_within_a_64th_and_times_beyond_the_scale_are_exact()
    {
        var meter = Entries.MeterOf("green");
        TimeSpan[] latencies = [TimeSpan.FromMicroseconds(70), TimeSpan.FromMicroseconds(1_001), TimeSpan.FromMilliseconds(1_999), TimeSpan.FromMinutes(3)];
        foreach (var latency in latencies)
        {
            var before = meter.Read().Sum;
            meter.CurrentStripe.Record(latency, failed: latency.Seconds > 0);
            Assert.InRange((meter.Read().Sum - before) / latency, 1 - (1 / 64.0), 1 + (1 / 64.0));
        }

        var beyond = meter.Read().Sum;
        meter.CurrentStripe.Record(TimeSpan.FromTicks(1_234_567_891), failed: true);

        Assert.Equal(TimeSpan.FromTicks(1_234_567_891), meter.Read().Sum - beyond);
    }

    private static void Serve(DeploymentMeter meter)
    {
        for (var i = 0; i < Requests; i++)
        {
            var stripe = meter.Enter();
            stripe.Record(TimeSpan.FromMilliseconds(1), failed: i % 10 == 0);
            stripe.Leave();
        }
    }
}
