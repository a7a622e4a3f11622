using System.Collections.Immutable;
using BlueGreen.Prometheus.Asking;
using BlueGreen.Prometheus.Counting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus;

/// <summary>
/// Reads metrics from Prometheus. A reading ends where the samples of all deployments that are scraped end, so that both sides are counted over the same window, and begins there the next time. Thread-safe.
/// </summary>
public sealed class PrometheusMetrics : IMetricsSource, IDisposable
{
    private readonly PrometheusSettings _settings;
    private readonly PrometheusClient _client;

    /// <summary>Makes a source; nothing is asked yet.</summary>
    /// <param name="options">Which Prometheus, and how it answers. Read once: what is changed later changes nothing here.</param>
    /// <param name="inner">Sends the requests; disposed with the source. Default: one of its own.</param>
    /// <param name="clock">Paces requests. Default: the system's. Windows are by the samples' own times.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public PrometheusMetrics(PrometheusOptions options, HttpMessageHandler? inner = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var result = new PrometheusOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new ArgumentException($"Prometheus cannot be asked like this: {result.FailureMessage}", nameof(options));
        }

        _settings = new(options);
        _client = new(options, inner, clock ?? TimeProvider.System, loggers);
        Identity = new($"prometheus:{options.Server!.Authority}", "1");
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <inheritdoc/>
    public ImmutableArray<MetricName> Metrics => [.. _settings.Answers.Keys];

    /// <inheritdoc/>
    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(operation);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var unknown in query.Metrics.Where(metric => !_settings.Answers.ContainsKey(metric)))
        {
            throw ProviderException.Permanent($"{Identity.Name} does not answer {unknown}; it answers {string.Join(", ", Metrics)}. Add it to PrometheusOptions.Answers, or leave it out with 'only'.");
        }

        var labels = new DeploymentLabels(_settings, query.Deployments, operation);
        var asked = query.Metrics.ToDictionary(metric => metric, metric => _settings.Answers[metric]);
        var counters = await CounterReader.ReadAsync(_client, _settings, asked.Values, labels, query, cancellationToken).ConfigureAwait(false);
        var gauges = await GaugeReader.ReadAsync(_client, _settings, asked.Values, counters.Until, cancellationToken).ConfigureAwait(false);
        return new()
        {
            From = counters.From,
            Watermark = counters.Until,
            Evidence = [.. query.Deployments.SelectMany(deployment => asked.Select(metric => Evidence.Of(deployment, labels.Of(deployment), metric.Key, metric.Value, counters, gauges)))],
        };
    }

    /// <summary>Ends its connections.</summary>
    public void Dispose() => _client.Dispose();
}
