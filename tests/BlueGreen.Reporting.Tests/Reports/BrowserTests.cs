namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>The page, opened in a real browser: wide, on a telephone, light and dark. <c>BLUEGREEN_SCREENSHOTS</c> names a folder for pictures of it.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly Browser _browser = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("good", 1100, false)]
    [InlineData("good", 390, true)]
    [InlineData("errors", 1100, true)]
    [InlineData("errors", 390, false)]
    [InlineData("memory", 1100, false)]
    [InlineData("memory", 700, true)]
    [InlineData("held", 1100, false)]
    [InlineData("held", 390, false)]
    [InlineData("latency", 1100, false)]
    [InlineData("latency", 390, true)]
    [InlineData("certified", 1100, false)]
    [InlineData("certified", 390, true)]
    [InlineData("worse", 1100, true)]
    [InlineData("worse", 390, false)]
    [InlineData("first", 1100, true)]
    [InlineData("failed", 390, false)]
    public async Task A_report_can_be_read(string rollout, int width, bool isDark)
    {
        var record = RolloutRecord.From(await Rollouts.RunAsync(rollout));
        var page = record.ToHtml();

        var view = await _browser.OpenAsync(page, width, isDark, Token);

        if (Environment.GetEnvironmentVariable("BLUEGREEN_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await _browser.PhotographAsync(page, width, 3400, isDark, Path.Combine(folder, $"{rollout}-{width}-{(isDark ? "dark" : "light")}.png"), Token);
        }

        Assert.Contains("storefront", view.Title, StringComparison.Ordinal);
        Assert.Equal(0, view.Overflow);
        Assert.Empty(view.Overlaps);
        Assert.Empty(view.Outside);
        Assert.Empty(view.Tiny);
        Assert.Empty(view.Faint);
        Assert.Empty(view.Loaded);
        Assert.Empty(view.Foreign);
        Assert.Equal(rollout == "failed" ? 0 : 1 + record.Metrics.Count(m => m.Green is not null) + record.Evidence.Length, view.Charts);
        Assert.Equal(isDark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)", view.Background);
    }

    public void Dispose() => _browser.Dispose();
}
