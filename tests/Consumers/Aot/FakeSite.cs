using System.Collections.Immutable;
using BlueGreen;

/// <summary>Environment, router and metrics that do what they are told, in memory.</summary>
internal sealed class FakeSite : IEnvironmentProvider, ITrafficRouter, IMetricsSource
{
    private static readonly Deployment First = new() { Id = new("first"), Version = "1.0.0", Url = new("http://127.0.0.1:1/") };

    private Deployment? _live = First;

    public ProviderIdentity Identity { get; } = new("fake-site", "1");

    public TrafficSplit Split { get; private set; } = TrafficSplit.AllTo(First.Id);

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name];

    EnvironmentCapabilities IEnvironmentProvider.Capabilities { get; } = new();

    TrafficCapabilities ITrafficRouter.Capabilities { get; } = new();

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Observed.Known(_live));

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) =>
        Task.FromResult(new Deployment { Id = new(operation.Operation.ToString()), Version = operation.Release.Version, Url = new("http://127.0.0.1:1/") });

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        _live = deployment;
        return Task.CompletedTask;
    }

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Observed.Known(Split));

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        Split = desired;
        return Task.CompletedTask;
    }

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        return Task.FromResult(new MetricReading { From = query.Since ?? now - query.Interval, Watermark = now, Evidence = [.. query.Deployments.Select(Measure)] });
    }

    private static MetricEvidence Measure(DeploymentId deployment) =>
        new() { Deployment = deployment, Metric = Metric.ErrorRate.Name, Value = 0, Samples = 500, Counts = new(500, 0) };
}
