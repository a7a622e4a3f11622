using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>Limits for green compared with blue over the same window.</summary>
public sealed record Regression
{
    /// <summary>Response time 1.2×, error rate 2×, memory 1.3× worse, throughput per share of traffic below 0.8×.</summary>
    public static Regression Defaults { get; } = new()
    {
        Rules =
        [
            new(Metric.ResponseTime.Name, MetricUnit.Seconds, MetricComparison.Above, Factor.Of(1.2)),
            new(Metric.ErrorRate.Name, MetricUnit.Rate, MetricComparison.Above, Factor.Of(2.0)),
            new(Metric.MemoryUsage.Name, MetricUnit.Usage, MetricComparison.Above, Factor.Of(1.3)),
            new(Metric.Throughput.Name, MetricUnit.PerSecond, MetricComparison.Below, Factor.Of(0.8)),
        ],
    };

    /// <summary>The limits, at most one per metric.</summary>
    public required ImmutableArray<RegressionRule> Rules { get => field.IsDefault ? [] : field; init; }

    /// <summary>The same limits for some of the metrics only.</summary>
    /// <param name="metrics">The metrics to keep.</param>
    public Regression Only(params ReadOnlySpan<MetricName> metrics)
    {
        var kept = metrics.ToArray();
        return this with { Rules = [.. Rules.Where(rule => kept.Contains(rule.Metric))] };
    }

    /// <inheritdoc/>
    public bool Equals(Regression? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Length;

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Rules);
}
