using BlueGreen.Prometheus.Asking;

namespace BlueGreen.Prometheus.Counting;

/// <summary>Reads the samples of all counters at one moment of the server's clock: now, or as long ago as the settings say.</summary>
internal static class CounterReader
{
    /// <summary>How many scrapes a deployment may be late until it is taken to be gone, and nobody waits for it.</summary>
    private const int Patience = 3;

    /// <summary>How long ago a window may begin: what happened before is unknown.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task<CounterReading> ReadAsync(
        PrometheusClient client, PrometheusSettings settings, IReadOnlyCollection<PrometheusAnswer> answers, DeploymentLabels labels, MetricQuery query, CancellationToken cancellationToken)
    {
        var now = (await client.AskAsync("vector(time())", null, cancellationToken).ConfigureAwait(false))[0].Samples[0].At - settings.Lag;
        var since = query.Since is { } given && given > now - Longest ? given : now - (query.Since is null ? query.Interval : Longest);
        var late = settings.ScrapeInterval * Patience;
        var range = (now > since ? now - since : TimeSpan.Zero) + query.Interval + late;
        var selectors = answers.SelectMany(Selectors).Distinct().ToArray();
        var series = await Task.WhenAll(selectors.Select(selector =>
            client.SamplesAsync(Selector.With(selector, settings.DeploymentLabel, labels.Values), range, now, cancellationToken))).ConfigureAwait(false);
        var bySelector = selectors.Zip(series).ToDictionary(pair => pair.First, pair => pair.Second);
        var until = Until(bySelector, answers, settings.DeploymentLabel, now, late);
        return query.Since is null ? new(until - query.Interval, until, settings.DeploymentLabel, bySelector)
            : new(since, until > since ? until : since, settings.DeploymentLabel, bySelector);
    }

    /// <summary>Up to when every deployment that is scraped has been; up to now where none is.</summary>
    private static DateTimeOffset Until(
        Dictionary<string, IReadOnlyList<Series>> bySelector, IEnumerable<PrometheusAnswer> answers, string label, DateTimeOffset now, TimeSpan late) =>
        answers.Select(Leading).OfType<string>().Distinct().SelectMany(selector => bySelector[selector])
            .Where(series => !series.Samples.IsEmpty)
            .GroupBy(series => series.Find(label), series => series.Samples[^1].At)
            .Select(deployment => deployment.Max())
            .Where(latest => now - latest <= late)
            .DefaultIfEmpty(now).Min();

    private static IEnumerable<string> Selectors(PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Share share => [share.All, share.Failed],
        PrometheusAnswer.Rate rate => [rate.Selector],
        PrometheusAnswer.Histogram histogram => [HistogramSeries.BucketsOf(histogram), HistogramSeries.SumOf(histogram), histogram.Selector],
        _ => [],
    };

    /// <summary>The selector whose samples are there whenever the deployment is scraped.</summary>
    private static string? Leading(PrometheusAnswer answer) => answer switch
    {
        PrometheusAnswer.Share share => share.All,
        PrometheusAnswer.Rate rate => rate.Selector,
        PrometheusAnswer.Histogram histogram => HistogramSeries.SumOf(histogram),
        _ => null,
    };
}
