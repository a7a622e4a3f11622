using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>The providers and the user's code that a plan's description names.</summary>
public sealed class PlanBindings
{
    /// <summary>The environment.</summary>
    public required IEnvironmentProvider Environment { get; init; }

    /// <summary>The traffic router.</summary>
    public required ITrafficRouter Traffic { get; init; }

    /// <summary>The health prober; null when the plan has no probes, or leaves them to the engine's own HTTP prober.</summary>
    public IHealthProber? Health { get; init; }

    /// <summary>The metrics sources, in the order of <see cref="MetricBinding.Source"/>.</summary>
    public ImmutableArray<IMetricsSource> Metrics { get; init; } = [];

    /// <summary>The migration runner; null when the plan does not migrate.</summary>
    public IMigrationRunner? Migrations { get; init; }

    /// <summary>Providers of snapshots, DNS and content delivery.</summary>
    public ImmutableArray<IProvider> Services { get; init; } = [];

    /// <summary>The user's checks by name.</summary>
    public ImmutableDictionary<string, CheckHandler> Checks { get; init; } = ImmutableDictionary<string, CheckHandler>.Empty;

    /// <summary>Handlers of custom steps by step name.</summary>
    public ImmutableDictionary<string, ICustomStepHandler> CustomSteps { get; init; } = ImmutableDictionary<string, ICustomStepHandler>.Empty;

    /// <summary>Secret variables of commands by name.</summary>
    public ImmutableDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;
}
