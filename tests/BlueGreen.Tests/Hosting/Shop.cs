using System.Collections.Immutable;

namespace BlueGreen.Tests.Hosting;

/// <summary>A world in memory that answers at once: environment, router and metrics of one application.</summary>
internal sealed class Shop : IRestartableEnvironment, IDeploymentRetention, IMetricsSource, ITrafficRouter
{
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];
    private readonly Func<string, Uri> _urlOf;
    private Deployment? _live;
    private TrafficSplit _split = TrafficSplit.None;

    /// <summary>Makes a world.</summary>
    /// <param name="live">The version that is live, if any.</param>
    /// <param name="urlOf">Where a version answers; null where nobody asks.</param>
    public Shop(string? live = "1", Func<string, Uri>? urlOf = null)
    {
        _urlOf = urlOf ?? (version => Make(version).Url);
        if (live is not null)
        {
            _live = Make(live) with { Url = _urlOf(live) };
            _split = TrafficSplit.AllTo(_live.Id);
        }
    }

    /// <summary>The share of green's requests that fail.</summary>
    public double GreenErrors { get; set; }

    /// <summary>Ends when a deploy may complete; none for at once.</summary>
    public Task? DeployGate { get; set; }

    /// <summary>Whether a deploy that is cancelled goes on nevertheless.</summary>
    public bool DeploysIgnoreCancellation { get; set; }

    /// <summary>The first deploy that has begun.</summary>
    public TaskCompletionSource<OperationContext> Deploying { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Deployment? Live
    {
        get
        {
            using (_lock.EnterScope())
            {
                return _live;
            }
        }
    }

    public TrafficSplit Split
    {
        get
        {
            using (_lock.EnterScope())
            {
                return _split;
            }
        }
    }

    public string[] Calls
    {
        get
        {
            using (_lock.EnterScope())
            {
                return [.. _calls];
            }
        }
    }

    public ProviderIdentity Identity { get; init; } = new("shop", "1");

    EnvironmentCapabilities IEnvironmentProvider.Capabilities { get; } = new() { Fencing = Fencing.Token };

    TrafficCapabilities ITrafficRouter.Capabilities { get; } = new() { Fencing = Fencing.Token };

    public ImmutableArray<MetricName> Metrics { get; } = [Metric.ErrorRate.Name];

    public static Deployment Make(string version) => new() { Id = new($"d-{version}"), Version = version, Url = new("http://127.0.0.1:1/") };

    public RolloutBuilder Plan(string application = "shop") => new RolloutBuilder(application)
        .Environment(this)
        .Traffic(this)
        .Drain(within: TimeSpan.FromMilliseconds(20))
        .Metrics(this, sampleEvery: TimeSpan.FromMilliseconds(20))
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMilliseconds(60)));

    public RolloutPlan QuickPlan(string application = "shop") => Plan(application).DeployGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMilliseconds(100), deadline: TimeSpan.FromMinutes(5))
        .ShiftTo(Percentage.All).Promote()
        .Build();

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Observed.Known(Live));

    public async Task<Deployment> DeployAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        await Note($"deploy {operation.Release}");
        Deploying.TrySetResult(operation);
        await (DeployGate ?? Task.CompletedTask).WaitAsync(DeploysIgnoreCancellation ? CancellationToken.None : cancellationToken);
        return Make(operation.Release.Version) with { Url = _urlOf(operation.Release.Version) };
    }

    public Task CancelDeployAsync(OperationContext operation, CancellationToken cancellationToken) => Note("cancel deploy");

    public Task MakeLiveAsync(Deployment? deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        using (_lock.EnterScope())
        {
            _live = deployment;
        }

        return Note($"live {deployment?.Version ?? "none"}");
    }

    /// <summary>What the environment keeps besides what is live.</summary>
    public ImmutableArray<RetainedDeployment> Retained { get; set; } = [];

    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Retained);

    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) =>
        deployment.Value == "d-stuck" ? Task.FromException(ProviderException.Permanent("it is stuck")) : Note($"delete {deployment}");

    public Task RetireAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken) => Note($"retire {deployment.Version}");

    public async Task<Deployment> RestartAsync(Deployment deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        await Note($"restart {deployment.Version}");
        return deployment;
    }

    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(Observed.Known(Split));

    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        using (_lock.EnterScope())
        {
            _split = desired;
        }

        return Note($"split {desired}");
    }

    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Task.FromResult(new MetricReading
        {
            From = query.Since ?? now - query.Interval,
            Watermark = now,
            Evidence = [.. query.Deployments.Select(id => Measure(id, id == operation.Green?.Id ? GreenErrors : 0))],
        });
    }

    private static MetricEvidence Measure(DeploymentId id, double errors) =>
        new() { Deployment = id, Metric = Metric.ErrorRate.Name, Value = errors, Samples = 1000, Counts = new(1000, (long)(errors * 1000)) };

    private Task Note(string call)
    {
        using (_lock.EnterScope())
        {
            _calls.Add(call);
        }

        return Task.CompletedTask;
    }
}
