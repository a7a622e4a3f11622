using BlueGreen.Yarp.Measuring;
using CsCheck;

namespace BlueGreen.Tests.Yarp;

public sealed class LatencyScaleTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_latency_lies_above_the_bound_before_its_bucket_and_not_above_its_own() =>
        Gen.OneOf(Gen.Long[0, Longest.Ticks], Gen.Long[0, 20_000]).Select(TimeSpan.FromTicks).Sample(latency =>
        {
            var bucket = LatencyScale.BucketOf(latency);
            Assert.True(bucket == 0 || latency > LatencyScale.UpperBounds[bucket - 1]);
            Assert.True(bucket == LatencyScale.UpperBounds.Length || latency <= LatencyScale.UpperBounds[bucket]);
        });

    [Fact]
    public void Each_bound_belongs_to_its_own_bucket()
    {
        for (var i = 0; i < LatencyScale.UpperBounds.Length; i++)
        {
            Assert.Equal(i, LatencyScale.BucketOf(LatencyScale.UpperBounds[i]));
            Assert.Equal(i + 1, LatencyScale.BucketOf(LatencyScale.UpperBounds[i] + TimeSpan.FromTicks(1)));
        }
    }

    [Fact]
    public void Bounds_rise_by_at_most_an_eighth_from_128_microseconds_to_67_seconds()
    {
        var bounds = LatencyScale.UpperBounds;

        Assert.Equal(TimeSpan.FromMicroseconds(128), bounds[0]);
        Assert.Equal(TimeSpan.FromMicroseconds(1 << 26), bounds[^1]);
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1.05, 1.125));
    }

    [Fact]
    public void A_negative_latency_counts_as_none() => Assert.Equal(0, LatencyScale.BucketOf(TimeSpan.FromTicks(-5)));
}
