using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// A source in memory of <c>error_rate</c> and <c>throughput</c> that keeps every promise of <see cref="IMetricsSource"/>: to read, to test against, and to try kits and tools
/// with. Thread-safe.
/// </summary>
/// <param name="faults">Trouble to meet; null for none.</param>
/// <param name="clock">Tells when something was observed; null for the system's.</param>
public sealed class ReferenceMetricsSource(ReferenceFaults? faults = null, TimeProvider? clock = null) : IMetricsSource
{
    private static readonly MetricName ErrorRate = new("error_rate");
    private static readonly MetricName Throughput = new("throughput");

    private readonly ReferenceFaults _faults = faults ?? new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, DeploymentId Deployment, long Requests, long Errors)> _observed = [];
    private DateTimeOffset _latest;

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-metrics", "1");

    /// <summary><c>error_rate</c> and <c>throughput</c>.</summary>
    public ImmutableArray<MetricName> Metrics { get; } = [ErrorRate, Throughput];

    /// <summary>Observes requests of a deployment; the next reading counts them.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="requests">How many; not negative.</param>
    /// <param name="errors">How many of them failed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more errors than requests.</exception>
    public void Observe(DeploymentId deployment, long requests, long errors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, requests);
        lock (_gate)
        {
            _observed.Add((Tick(), deployment, requests, errors));
        }
    }

    /// <inheritdoc/>
    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await _faults.EnterAsync($"Reading {string.Join(", ", query.Metrics)}", cancellationToken).ConfigureAwait(false);
        foreach (var metric in query.Metrics.Where(metric => !Metrics.Contains(metric)))
        {
            throw ProviderException.Permanent($"The reference source does not measure {metric}; it answers {string.Join(", ", Metrics)}. Bind another source for it.");
        }

        var reading = Read(query);
        _faults.Leave();
        return reading;
    }

    private MetricReading Read(MetricQuery query)
    {
        lock (_gate)
        {
            var until = Tick();
            var begin = query.Since ?? until - query.Interval;
            var evidence = from deployment in query.Deployments
                           let inWindow = _observed.Where(o => o.Deployment == deployment && o.At >= begin && o.At < until).ToArray()
                           let counts = new RequestCounts(inWindow.Sum(o => o.Requests), inWindow.Sum(o => o.Errors))
                           from metric in query.Metrics
                           select Evidence(deployment, metric, counts, until - begin);
            return new() { From = begin, Watermark = until, Evidence = [.. evidence] };
        }
    }

    private static MetricEvidence Evidence(DeploymentId deployment, MetricName metric, RequestCounts counts, TimeSpan window) =>
        metric == Throughput || counts.Requests > 0
            ? MetricEvidence.NoData(deployment, metric) with
            {
                Value = metric == Throughput ? counts.Requests / window.TotalSeconds : (double)counts.Errors / counts.Requests,
                Samples = counts.Requests,
                Counts = counts,
            }
            : MetricEvidence.NoData(deployment, metric);

    /// <summary>The time, which rises with every call, so that a window's end is after all that was observed.</summary>
    private DateTimeOffset Tick()
    {
        var now = _clock.GetUtcNow();
        return _latest = now > _latest ? now : _latest.AddTicks(1);
    }
}
