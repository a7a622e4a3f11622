using System.Collections.Immutable;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>Roles for plans that run in simulated worlds: nobody calls them.</summary>
internal sealed class UncalledRoles : IDeploymentRetention, ITrafficRouter, IMetricsSource
{
    public ProviderIdentity Identity { get; } = new("uncalled", "1");

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name, Metric.ResponseTime.Name, Metric.MemoryUsage.Name, Metric.Throughput.Name];

    EnvironmentCapabilities IEnvironmentProvider.Capabilities { get; } = new() { Fencing = Fencing.Token };

    TrafficCapabilities ITrafficRouter.Capabilities { get; } = new() { Fencing = Fencing.Token };

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken) => throw Called();

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken) => throw Called();

    private static InvalidOperationException Called() => new("A simulated world calls no provider of the plan.");
}
