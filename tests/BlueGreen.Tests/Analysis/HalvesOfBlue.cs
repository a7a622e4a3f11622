using System.Collections.Immutable;
using BlueGreen.Benchmarks.Judging;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Analysis;

/// <summary>A source of two simulated halves of blue. Each reading lets the time of the next one come.</summary>
internal sealed class HalvesOfBlue(FakeTimeProvider clock, Func<Sampler, (double First, double Second)> errors) : IMetricsSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Sampler _sampler = new(1);

    public ProviderIdentity Identity { get; } = new("halves", "1");

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate];

    /// <summary>How many readings are refused before the first answer.</summary>
    public int Refused { get; set; }

    /// <summary>Whether it tells how many requests there were.</summary>
    public bool Counts { get; init; } = true;

    public int Readings { get; private set; }

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Readings++;
        clock.Advance(Interval);
        if (Refused > 0)
        {
            Refused--;
            throw ProviderException.Transient("not now");
        }

        var (first, second) = errors(_sampler);
        var (left, right) = _sampler.Second(1_000, 0.5, first, second);
        return Task.FromResult(new MetricReading
        {
            From = query.Since ?? clock.GetUtcNow() - Interval,
            Watermark = clock.GetUtcNow(),
            Evidence = [Of(query.Deployments[0], left), Of(query.Deployments[1], right)],
        });
    }

    private MetricEvidence Of(DeploymentId half, RequestCounts counts) => new()
    {
        Deployment = half,
        Metric = Metric.ErrorRate,
        Value = (double)counts.Errors / counts.Requests,
        Samples = counts.Requests,
        Counts = Counts ? counts : null,
    };
}
