using System.Collections.Immutable;

namespace BlueGreen.Tests.Hosting.Fleets;

/// <summary>One host's way to the world that all hosts share: notes who wrote what, under which epoch.</summary>
internal sealed class Desk(Shop shop, string host, List<Written> writes, string version = "1") : IRestartableEnvironment, IMetricsSource, ITrafficRouter
{
    public ProviderIdentity Identity { get; } = new("shop", version);

    EnvironmentCapabilities IEnvironmentProvider.Capabilities { get; } = new() { Fencing = Fencing.Token };

    TrafficCapabilities ITrafficRouter.Capabilities { get; } = new() { Fencing = Fencing.Token };

    public ImmutableArray<MetricName> Metrics => shop.Metrics;

    public RolloutBuilder Plan(string application) => new RolloutBuilder(application)
        .Environment(this)
        .Traffic(this)
        .Drain(within: TimeSpan.FromMilliseconds(20))
        .Metrics(this, sampleEvery: TimeSpan.FromMilliseconds(20))
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMilliseconds(60)))
        .DeployGreen()
        .ShiftTo(Percentage.Of(10));

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => shop.ReadLiveAsync(operation, cancellationToken);

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => shop.ReadAsync(operation, cancellationToken);

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken) => shop.ReadAsync(query, operation, cancellationToken);

    public Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        Note("deploy", operation);
        return shop.DeployAsync(operation, cancellationToken);
    }

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => shop.CancelDeployAsync(operation, cancellationToken);

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        Note("live", operation);
        return shop.MakeLiveAsync(deployment, operation, cancellationToken);
    }

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => shop.RetireAsync(deployment, operation, cancellationToken);

    public Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => shop.RestartAsync(deployment, operation, cancellationToken);

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        Note("split", operation);
        return shop.ApplyAsync(desired, operation, cancellationToken);
    }

    private void Note(string what, OperationContext operation)
    {
        lock (writes)
        {
            writes.Add(new(host, what, operation.Token.Epoch));
        }
    }
}
