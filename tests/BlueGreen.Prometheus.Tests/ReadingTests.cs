using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>What a real Prometheus has scraped, as evidence.</summary>
[Collection("Prometheus")]
public sealed class ReadingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_errors_and_times_are_counted_whole()
    {
        await using var trial = await Trial.BeginAsync(Token);
        trial.Shop.Serve(trial.Blue, 180, 2, 0.05);
        trial.Shop.Serve(trial.Green, 20, 5, 0.3);
        await trial.Shop.ScrapedAsync(Token);

        var reading = await trial.ReadAsync(Token);

        Assert.Equal(new RequestCounts(180, 2), reading.For(new(trial.Blue), Metric.ErrorRate).Counts);
        Assert.Equal(new RequestCounts(20, 5), reading.For(new(trial.Green), Metric.ErrorRate).Counts);
        var times = reading.For(new(trial.Green), Metric.ResponseTime);
        Assert.Equal(0.3, times.Value!.Value, 1e-9);
        Assert.Equal([0L, 20, 0], times.Buckets!.Counts);
        Assert.Equal([0.1, 0.5], times.Buckets.UpperBounds.Select(bound => bound.TotalSeconds));
        Assert.Equal(20, reading.For(new(trial.Green), Metric.Throughput).Samples);
    }

    [Fact]
    public async Task A_process_that_begins_anew_looks_like_no_improvement()
    {
        await using var trial = await Trial.BeginAsync(Token);
        trial.Shop.Serve(trial.Green, 100, 10, 0.05);
        await trial.Shop.ScrapedAsync(Token);
        var before = await trial.ReadAsync(Token);

        trial.Shop.Begin(trial.Green);
        trial.Shop.Serve(trial.Green, 7, 3, 0.05);
        await trial.Shop.ScrapedAsync(Token);
        var after = await trial.ReadAsync(Token);

        Assert.Equal(new RequestCounts(100, 10), before.For(new(trial.Green), Metric.ErrorRate).Counts);
        Assert.Equal(new RequestCounts(7, 3), after.For(new(trial.Green), Metric.ErrorRate).Counts);
        Assert.Equal(before.Watermark, after.From);
    }

    [Fact]
    public async Task The_first_error_of_a_process_counts_although_its_series_is_new()
    {
        await using var trial = await Trial.BeginAsync(Token);
        trial.Shop.Serve(trial.Green, 50, 0, 0.05);
        await trial.Shop.ScrapedAsync(Token);
        await trial.ReadAsync(Token);

        trial.Shop.Serve(trial.Green, 4, 1, 0.05);
        await trial.Shop.ScrapedAsync(Token);

        Assert.Equal(new RequestCounts(4, 1), (await trial.ReadAsync(Token)).For(new(trial.Green), Metric.ErrorRate).Counts);
    }

    [Fact]
    public async Task Memory_and_processor_are_read_as_they_are_and_no_number_is_no_data()
    {
        await using var trial = await Trial.BeginAsync(Token);
        var memory = $"process_resident_memory_bytes{{version=\"{trial.Green}\"}}";
        trial.Shop.Target.Set((memory, 930));
        await trial.Shop.ScrapedAsync(Token);
        var high = await trial.ReadAsync(Token);
        trial.Shop.Target.Set((memory, double.NaN));
        await trial.Shop.ScrapedAsync(Token);
        var none = await trial.ReadAsync(Token);

        Assert.Equal(0.93, high.For(new(trial.Green), Metric.MemoryUsage).Value);
        Assert.Equal(0, high.For(new(trial.Green), Metric.CpuUsage).Value);
        Assert.True(none.For(new(trial.Green), Metric.MemoryUsage).IsNoData);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_not_waited_for_and_has_no_data()
    {
        await using var trial = await Trial.BeginAsync(Token);
        trial.Shop.Serve(trial.Green, 10, 0, 0.05);
        await trial.Shop.ScrapedAsync(Token);
        await trial.ReadAsync(Token);
        trial.Shop.Target.Remove(series => series.Contains(trial.Green, StringComparison.Ordinal));

        MetricReading reading;
        do
        {
            trial.Shop.Serve(trial.Blue, 5, 0, 0.05);
            await trial.Shop.ScrapedAsync(Token);
            reading = await trial.ReadAsync(Token);
        }
        while (reading.For(new(trial.Blue), Metric.ErrorRate).Samples == 0);

        Assert.True(reading.For(new(trial.Green), Metric.ErrorRate).IsNoData);
        Assert.True(reading.For(new(trial.Green), Metric.ResponseTime).IsNoData);
    }

    [Fact]
    public async Task Between_two_scrapes_there_is_nothing_new()
    {
        await using var trial = await Trial.BeginAsync(Token);
        trial.Shop.Serve(trial.Green, 10, 0, 0.05);
        await trial.Shop.ScrapedAsync(Token);
        var first = await trial.ReadAsync(Token);

        var second = await trial.ReadAsync(Token);

        Assert.Equal(first.Watermark, second.From);
        Assert.True(second.For(new(trial.Green), Metric.ErrorRate).IsNoData);
    }

    [Fact]
    public async Task An_expression_that_Prometheus_does_not_understand_is_refused_for_good()
    {
        using var source = SharedShop.Shop.Connect(options => options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge("sum by (("));

        var refused = await Assert.ThrowsAsync<ProviderException>(() => source.ReadAsync(
            new() { Metrics = [Metric.MemoryUsage], Deployments = [new("blue")], Interval = TimeSpan.FromSeconds(1) }, Trial.Operation, Token));

        Assert.False(refused.IsTransient);
        Assert.Contains("sum by ((", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Correct PrometheusOptions", refused.Message, StringComparison.Ordinal);
    }
}
