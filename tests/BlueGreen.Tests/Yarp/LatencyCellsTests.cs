using BlueGreen.Yarp.Measuring;
using CsCheck;

namespace BlueGreen.Tests.Yarp;

public sealed class LatencyCellsTests
{
    private static readonly Gen<TimeSpan> Latencies =
        Gen.OneOf(Gen.Long[0, TimeSpan.TicksPerMinute], Gen.Long[0, 20_000], Gen.Long[0, 1_000]).Select(TimeSpan.FromTicks);

    [Fact]
    public void A_cells_middle_differs_from_its_latencies_by_a_64th_at_most() => Latencies.Sample(latency =>
    {
        var middle = LatencyCells.Middles[LatencyCells.Of(latency)];

        Assert.InRange(Math.Abs(middle - latency.Ticks), 0, Math.Max(latency.Ticks / 64.0, TimeSpan.TicksPerMicrosecond / 2));
    });

    [Fact]
    public void A_cell_lies_within_one_bucket() =>
        Latencies.Sample(latency => Assert.Equal(LatencyScale.BucketOf(latency), LatencyCells.Buckets[LatencyCells.Of(latency)]));

    [Fact]
    public void Each_bound_of_a_bucket_is_one_of_a_cell()
    {
        foreach (var bound in LatencyScale.UpperBounds)
        {
            Assert.Equal(LatencyCells.Of(bound) + 1, LatencyCells.Of(bound + TimeSpan.FromTicks(1)));
        }
    }

    [Fact]
    public void Cells_rise_with_the_latency() =>
        Assert.Equal(Enumerable.Range(0, LatencyCells.Beyond), LatencyCells.Middles.Take(LatencyCells.Beyond).Select(ticks => LatencyCells.Of(TimeSpan.FromTicks(ticks))));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(TimeSpan.TicksPerMicrosecond << 26, LatencyCells.Beyond - 1)]
    [InlineData((TimeSpan.TicksPerMicrosecond << 26) + 1, LatencyCells.Beyond)]
    [InlineData(long.MaxValue, LatencyCells.Beyond)]
    public void The_first_and_the_last_cell_take_what_is_beyond(long ticks, int cell) => Assert.Equal(cell, LatencyCells.Of(TimeSpan.FromTicks(ticks)));
}
