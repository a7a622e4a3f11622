using BlueGreen.Analysis;
using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>Blue compared with itself: two halves of its instances, told apart by a label, as a real Prometheus has scraped them.</summary>
[Collection("Prometheus")]
public sealed class SelfComparisonTests
{
    [Fact]
    public async Task Halves_that_fail_alike_are_compared_by_counts()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var trial = await Trial.BeginAsync(stop.Token);
        using var source = trial.Shop.Connect();
        var serving = ServeAsync(trial, stop.Token);
        var comparison = new SelfComparison(new() { MinimumErrors = 20, MinimumTime = TimeSpan.FromSeconds(3) });

        var mode = await comparison.ObserveAsync(source, new(trial.Blue), new(trial.Green), every: TimeSpan.FromSeconds(0.5), cancellationToken: stop.Token);

        await stop.CancelAsync();
        await serving;
        Assert.Equal(ComparisonMode.Conditional, mode);
        Assert.InRange(comparison.Judge().Blue.Errors + comparison.Judge().Green.Errors, 20, long.MaxValue);
    }

    /// <summary>The same for both halves, whenever a scrape is through.</summary>
    private static async Task ServeAsync(Trial trial, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                trial.Shop.Serve(trial.Blue, 50, 2, 0.05);
                trial.Shop.Serve(trial.Green, 50, 2, 0.05);
                await trial.Shop.ScrapedAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
