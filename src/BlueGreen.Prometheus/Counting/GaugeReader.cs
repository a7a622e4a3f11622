using BlueGreen.Prometheus.Asking;

namespace BlueGreen.Prometheus.Counting;

/// <summary>Reads expressions at the end of the window.</summary>
internal static class GaugeReader
{
    /// <returns>For each expression the highest value of each deployment, by its label.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>> ReadAsync(
        PrometheusClient client, PrometheusSettings settings, IEnumerable<PrometheusAnswer> answers, DateTimeOffset at, CancellationToken cancellationToken)
    {
        string[] expressions = [.. answers.OfType<PrometheusAnswer.Gauge>().Select(gauge => gauge.Expression).Distinct()];
        var series = await Task.WhenAll(expressions.Select(expression => client.AskAsync(expression, at, cancellationToken))).ConfigureAwait(false);
        return expressions.Zip(series).ToDictionary(pair => pair.First, IReadOnlyDictionary<string, double> (pair) => Highest(pair.Second, settings.DeploymentLabel));
    }

    private static Dictionary<string, double> Highest(IEnumerable<Series> series, string label) => series
        .Where(one => one.Find(label) is not null && !one.Samples.IsEmpty)
        .GroupBy(one => one.Find(label)!, one => one.Samples[^1].Value)
        .ToDictionary(group => group.Key, group => group.Max());
}
