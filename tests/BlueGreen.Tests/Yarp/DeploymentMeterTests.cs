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
            Assert.True(next.Sum >= TimeSpan.FromMilliseconds(next.Requests));
            last = next;
        }

        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal((Threads * Requests, Threads * Requests / 10), (last.Requests, last.Errors));
        Assert.Equal(TimeSpan.FromMilliseconds(Threads * Requests), meter.Read().Sum);
        Assert.Equal(0, meter.InFlight);
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
