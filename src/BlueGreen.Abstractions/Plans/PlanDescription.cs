using System.Collections.Immutable;
using BlueGreen.Plans.Printing;

namespace BlueGreen.Plans;

/// <summary>
/// Everything that a plan says, as inert data: what the machine reads and the journal keeps. The providers themselves are in <see cref="PlanBindings"/>.
/// Two descriptions are equal when their fingerprints are.
/// </summary>
public sealed record PlanDescription
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The application whose traffic moves. One rollout per application is active at a time.</summary>
    public required string Application { get; init; }

    /// <summary>Why the plan is an emergency plan: pre-flight findings are then recorded, and do not stop it. Null for ordinary plans.</summary>
    public string? EmergencyReason { get; init; }

    /// <summary>Why the plan goes without triggers, so that only a failed step or a person turns it back; null for plans with triggers.</summary>
    public string? NoTriggersReason { get; init; }

    /// <summary>What is bound.</summary>
    public required ImmutableArray<BindingDescription> Bindings { get; init; }

    /// <summary>What the router can do.</summary>
    public required TrafficCapabilities Traffic { get; init; }

    /// <summary>How the environment fences.</summary>
    public Fencing EnvironmentFencing { get; init; }

    /// <summary>Which source answers which metric.</summary>
    public ImmutableArray<MetricBinding> Metrics { get; init; } = [];

    /// <summary>How often metrics and health are sampled. Default: 10 seconds.</summary>
    public TimeSpan SampleEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a sample is given up. Default: 5 seconds; never more than <see cref="SampleEvery"/>.</summary>
    public TimeSpan SampleTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The health probes.</summary>
    public ImmutableArray<Probe> Probes { get; init; } = [];

    /// <summary>The rules that roll back.</summary>
    public ImmutableArray<TriggerRule> Triggers { get; init; } = [];

    /// <summary>What is done when a person asks for <see cref="Rollback.Gradual"/>.</summary>
    public RollbackStrategy GradualRollback { get; init; } = Rollback.Gradual;

    /// <summary>How many old deployments are kept; null leaves them to the environment.</summary>
    public int? Retain { get; init; }

    /// <summary>How long requests in flight may take once a deployment has lost its traffic. Default: 30 seconds.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the baseline is asserted again after a rollback when router or environment do not fence. Default: 15 seconds.
    /// </summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What must have succeeded before.</summary>
    public ImmutableArray<PlanRequirement> Requires { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <inheritdoc/>
    public bool Equals(PlanDescription? other) => other is not null && PlanJson.Fingerprint(this) == PlanJson.Fingerprint(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Application, Steps.Length, Triggers.Length);

    /// <summary>The preview, as <see cref="RolloutPlan.ToString"/> writes it.</summary>
    public override string ToString() => PlanPreview.Write(this, PlanJson.Fingerprint(this));
}
