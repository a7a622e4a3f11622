using System.Collections.Immutable;
using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

public sealed class AllocationTests
{
    private static readonly LatencyBuckets Fast = new() { UpperBounds = [TimeSpan.FromSeconds(1)], Counts = [180, 2], Sum = TimeSpan.Zero };
    private static readonly LatencyBuckets Slow = Fast with { Counts = ImmutableArray.Create(18L, 2) };

    private readonly ErrorComparison _errors = new(new() { WarmUp = WarmUp.Usual, Tempering = 1.5 });
    private readonly RobustErrorComparison _robust = new();
    private readonly LatencyComparison _latency = new(new() { CutPoints = [TimeSpan.FromSeconds(1)] });
    private readonly SelfComparison _self = new();
    private readonly SplitCheck _split = new();
    private readonly SharedFalseAlarms _shared = new(Percentage.Of(1), ["errors", "latency"]);

    [Fact]
    public void Tests_take_in_windows_without_allocating()
    {
        Observe(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Observe(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Observe(int from)
    {
        for (var t = from; t < from + 1_000; t++)
        {
            var window = Draws.At(t, 1, new(180, 2), new(20, t % 3));
            _errors.Observe(window);
            _robust.Observe(window);
            _self.Observe(window);
            _latency.Observe(window.From, window.Until, Fast, Slow);
            _split.Observe(Percentage.Of(10 + (t % 2)), 180, 20);
            _shared.Observe(_errors.LogEvidence, _latency.LogEvidence);
        }
    }
}
