using System.Collections.Immutable;

namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A source that says which metrics it answers.</summary>
internal sealed class FakeMetrics(string name, params ImmutableArray<MetricName> metrics) : IMetricsSource
{
    public static FakeMetrics Everything { get; } =
        new("fake:metrics", Metric.ErrorRate, Metric.ResponseTime, Metric.MemoryUsage, Metric.CpuUsage, Metric.Throughput);

    public ProviderIdentity Identity { get; } = new(name, "1");

    public ImmutableArray<MetricName> Metrics => metrics;

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
