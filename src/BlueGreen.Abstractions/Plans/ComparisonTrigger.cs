using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>Trips when green is found to do worse than blue, beyond chance.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Strategy">How users are brought back.</param>
/// <param name="Condition">What is compared, and how often it may be wrong.</param>
public sealed record ComparisonTrigger(string Name, RollbackStrategy Strategy, WorseThanBlue Condition) : TriggerRule(Name, Strategy)
{
    /// <summary>The same rule without some metrics; null when none is left.</summary>
    internal ComparisonTrigger? Without(ImmutableArray<MetricName> dropped) =>
        Condition.Metrics.RemoveAll(metric => dropped.Contains(metric.Metric)) is { IsEmpty: false } left ? this with { Condition = Condition with { Metrics = left } } : null;
}
