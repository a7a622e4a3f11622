using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Roles: who does what.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>Says where releases are deployed. Exactly one; it is also asked for snapshots, DNS and content delivery if it offers them.</summary>
    /// <param name="environment">The environment.</param>
    public RolloutBuilder Environment(IEnvironmentProvider environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Say(draft => draft.Environment.State(environment));
    }

    /// <summary>Says who divides the traffic. Exactly one.</summary>
    /// <param name="router">The router.</param>
    public RolloutBuilder Traffic(ITrafficRouter router)
    {
        ArgumentNullException.ThrowIfNull(router);
        return Say(draft => draft.Traffic.State(router));
    }

    /// <summary>
    /// Says how a deployment is asked for its health. May be repeated to add probes. They are sent over HTTP by the engine, unless
    /// <see cref="HealthProber"/> says otherwise.
    /// </summary>
    /// <param name="probes">The probes; their names are unique.</param>
    public RolloutBuilder Health(params ReadOnlySpan<Probe> probes)
    {
        foreach (var probe in probes)
        {
            ArgumentNullException.ThrowIfNull(probe, nameof(probes));
        }

        var added = probes.ToArray();
        return Say(draft => draft.Probes.AddRange(added));
    }

    /// <summary>Says who sends the health probes. At most one. Default: the engine's own HTTP prober.</summary>
    /// <param name="prober">The prober.</param>
    public RolloutBuilder HealthProber(IHealthProber prober)
    {
        ArgumentNullException.ThrowIfNull(prober);
        return Say(draft => draft.Prober.State(prober));
    }

    /// <summary>Adds a source of metrics. May be repeated: of the sources that answer a metric, the first is asked for it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="sampleEvery">As in <see cref="SampleEvery"/>; it holds for all sources.</param>
    /// <param name="timeout">As in <see cref="SampleEvery"/>; it holds for all sources.</param>
    /// <param name="only">The metrics that it is asked for. Default: all that it answers.</param>
    public RolloutBuilder Metrics(
        IMetricsSource source, TimeSpan? sampleEvery = null, TimeSpan? timeout = null, IReadOnlyCollection<MetricName>? only = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Say(draft => draft.Sources.Add(new DraftedSource(source, only is null ? null : [.. only])));
        return SampleAt(sampleEvery, timeout);
    }

    /// <summary>Says who moves the database that blue and green share. At most one.</summary>
    /// <param name="runner">The migration runner.</param>
    public RolloutBuilder Migrations(IMigrationRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return Say(draft => draft.Migrations.State(runner));
    }

    /// <summary>
    /// Adds providers of snapshots (<see cref="ISnapshotProvider"/>), DNS (<see cref="IDns"/>) or content delivery (<see cref="ICdn"/>). May be repeated:
    /// of those that offer what a step needs, the first is asked; the environment comes last.
    /// </summary>
    /// <param name="providers">The providers.</param>
    public RolloutBuilder Services(params ReadOnlySpan<IProvider> providers)
    {
        foreach (var provider in providers)
        {
            ArgumentNullException.ThrowIfNull(provider, nameof(providers));
        }

        var added = providers.ToArray();
        return Say(draft => draft.Services.AddRange(added));
    }
}
