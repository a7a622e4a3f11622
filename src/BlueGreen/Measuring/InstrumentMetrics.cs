using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using BlueGreen.Measuring;

namespace BlueGreen;

/// <summary>
/// Measures deployments by a histogram of <c>System.Diagnostics.Metrics</c> in this process, such as that of the <c>HttpClient</c> through which a router or a worker calls them: error rate, response time and throughput,
/// with whole counts and buckets. It listens from its creation on, and knows what this process measured only. Thread-safe.
/// </summary>
public sealed class InstrumentMetrics : IMetricsSource, IDisposable
{
    private readonly InstrumentOptions _options;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, RequestTally> _tallies = new(StringComparer.Ordinal);
    private readonly TallyHistory _history;

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Which histogram.</param>
    /// <param name="clock">Windows are by this clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">A name is blank, or the bounds do not rise.</exception>
    public InstrumentMetrics(InstrumentOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        _options = options;
        Identity = new($"instrument:{options.Instrument}", "1");
        _history = new(() => _tallies.ToImmutableDictionary(tally => tally.Key, tally => tally.Value.Read(), StringComparer.Ordinal), clock ?? TimeProvider.System);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == options.Meter && instrument.Name == options.Instrument)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Count(seconds, tags));
        _listener.SetMeasurementEventCallback<float>((_, seconds, tags, _) => Count(seconds, tags));
        _listener.Start();
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <inheritdoc/>
    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate, Metric.ResponseTime, Metric.Throughput];

    /// <inheritdoc/>
    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(operation);
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var unknown in query.Metrics.Where(metric => !Metrics.Contains(metric)))
        {
            throw ProviderException.Permanent($"{Identity.Name} does not answer {unknown}; it answers {string.Join(", ", Metrics)}. Leave it out with 'only'.");
        }

        var (from, until) = _history.WindowSince(query.Since ?? DateTimeOffset.MaxValue);
        return Task.FromResult(new MetricReading
        {
            From = from.At,
            Watermark = until.At,
            Evidence = [.. query.Deployments.SelectMany(deployment => query.Metrics.Select(metric => EvidenceOf(deployment, metric, from, until, LabelOf(deployment, operation))))],
        });
    }

    /// <summary>Ceases to listen.</summary>
    public void Dispose() => _listener.Dispose();

    private static void Check(InstrumentOptions options)
    {
        foreach (var (name, value) in new[] { (nameof(options.Meter), options.Meter), (nameof(options.Instrument), options.Instrument), (nameof(options.DeploymentTag), options.DeploymentTag) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentException($"{name} is blank. Name it as the program that measures does.", nameof(options));
            }
        }

        if (options.Bounds.IsDefaultOrEmpty || options.Bounds.Zip(options.Bounds.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new ArgumentException($"Bounds are {(options.Bounds.IsDefaultOrEmpty ? "empty" : string.Join(", ", options.Bounds))}; they rise. Leave them out for the usual ones.", nameof(options));
        }
    }

    private void Count(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == _options.DeploymentTag && value?.ToString() is { } label && double.IsFinite(seconds))
            {
                _tallies.GetOrAdd(label, static (_, bounds) => new(bounds), _options.Bounds).Add(seconds, _options.IsFailed(tags));
                return;
            }
        }
    }

    private string LabelOf(DeploymentId id, OperationContext operation) => operation.Find(id) is { } deployment ? _options.LabelOf(deployment) : id.Value;

    private MetricEvidence EvidenceOf(DeploymentId deployment, MetricName metric, TallyMark from, TallyMark until, string label)
    {
        var nothing = MetricEvidence.NoData(deployment, metric);
        if (!until.Tallies.TryGetValue(label, out var all) || until.At <= from.At || all.Since(from.Tallies.GetValueOrDefault(label)) is not { } counts)
        {
            return nothing;
        }

        return metric == Metric.Throughput.Name ? nothing with { Value = counts.Requests / (until.At - from.At).TotalSeconds, Samples = counts.Requests, Counts = new(counts.Requests, counts.Failed) }
            : counts.Requests == 0 ? nothing
            : metric == Metric.ErrorRate.Name ? nothing with { Value = (double)counts.Failed / counts.Requests, Samples = counts.Requests, Counts = new(counts.Requests, counts.Failed) }
            : nothing with
            {
                Value = counts.Seconds / counts.Requests,
                Samples = counts.Requests,
                Buckets = new() { UpperBounds = _options.Bounds, Counts = counts.Counts, Sum = TimeSpan.FromSeconds(counts.Seconds) },
            };
    }
}
