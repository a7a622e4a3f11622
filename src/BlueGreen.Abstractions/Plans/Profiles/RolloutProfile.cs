using System.Collections.Immutable;
using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>A ready-made course for <see cref="RolloutBuilder.Follow"/>. Every value can be changed with <c>with</c>.</summary>
public sealed record RolloutProfile
{
    /// <summary>Why this is an emergency; null for ordinary rollouts.</summary>
    public string? EmergencyReason { get; init; }

    /// <summary>The rules that roll back.</summary>
    public ImmutableArray<TriggerRule> Triggers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How long the deploy may take. Default: 15 minutes.</summary>
    public TimeSpan DeployWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long green has to become healthy. Default: 5 minutes.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The shares that green is given, in order; the last is 100%.</summary>
    public ImmutableArray<RolloutStage> Stages { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>After how much time green is probed again once it is live; null for not at all.</summary>
    public TimeSpan? ProbeAgainAfter { get; init; }

    /// <summary>How long green is watched once it is live; null for not at all, or where steps of one's own come before <see cref="RolloutBuilder.Watch"/>.</summary>
    public TimeSpan? Watch { get; init; }

    /// <summary>How many old deployments are kept; null leaves them to the environment.</summary>
    public int? Retain { get; init; }

    /// <summary>How often metrics and health are sampled. Default: every 10 seconds.</summary>
    public TimeSpan SampleEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a sample is given up. Default: 5 seconds.</summary>
    public TimeSpan SampleTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How a rollback goes that a person asks for gradually; null for <see cref="Rollback.Gradual"/>, as far as the router can hold its stages.</summary>
    public RollbackStrategy? GradualRollback { get; init; }

    /// <summary>The same course without triggers, requirements and comparisons of some metrics, for plans whose sources do not answer them.</summary>
    /// <param name="metrics">The metrics, such as <c>Metric.MemoryUsage</c>.</param>
    public RolloutProfile Without(params ReadOnlySpan<MetricName> metrics)
    {
        var dropped = metrics.ToImmutableArray();
        return this with
        {
            Triggers = [.. Triggers.Where(rule => rule is not ThresholdTrigger threshold || !dropped.Contains(threshold.Condition.Condition.Metric))
                .Select(rule => rule is ComparisonTrigger { Condition.Metrics.IsEmpty: false } comparison ? comparison.Without(dropped) : rule).OfType<TriggerRule>()],
            Stages = [.. Stages.Select(stage => stage.Without(dropped))],
        };
    }

    /// <summary>The same course without its health trigger, for plans without probes of their own.</summary>
    public RolloutProfile WithoutHealthTrigger() => this with { Triggers = [.. Triggers.Where(rule => rule is not HealthTrigger)] };
}
