using System.Collections.Immutable;
using BlueGreen;

namespace Acme;

// <snippet metrics-source>
/// <summary>The share of background jobs that fail, from the table in which the workers record them.</summary>
public sealed class JobFailures(IJobTable jobs) : IMetricsSource
{
    public static RatioMetric Rate { get; } = Metric.Ratio("job_failures");

    public ProviderIdentity Identity { get; } = new("jobs", "1");

    public ImmutableArray<MetricName> Metrics => [Rate];

    public async Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var until = await jobs.CompleteUntilAsync(cancellationToken);   // nothing before it is missing, for either side
        var from = query.Since ?? until - query.Interval;
        if (until <= from)
        {
            return new() { From = from, Watermark = from, Evidence = [] };   // nothing new yet
        }

        var evidence = ImmutableArray.CreateBuilder<MetricEvidence>();
        foreach (var deployment in query.Deployments)
        {
            var counts = await jobs.CountAsync(deployment, from, until, cancellationToken);
            evidence.Add(counts.Requests == 0
                ? MetricEvidence.NoData(deployment, Rate)
                : new()
                {
                    Deployment = deployment,
                    Metric = Rate,
                    Value = (double)counts.Errors / counts.Requests,
                    Samples = counts.Requests,
                    Counts = counts,
                });
        }

        return new() { From = from, Watermark = until, Evidence = evidence.ToImmutable() };
    }
}
// </snippet>
