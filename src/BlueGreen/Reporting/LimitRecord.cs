namespace BlueGreen.Reporting;

/// <summary>A limit that the plan sets for a metric of green.</summary>
/// <param name="Rule">The rule, as the plan says it.</param>
/// <param name="IsTrigger">Whether it holds for the whole rollout and rolls back; otherwise a bake requires it.</param>
/// <param name="Comparison">For a trigger on which side green is bad, for a requirement on which side it is good.</param>
/// <param name="Value">The limit in the metric's base unit.</param>
public sealed record LimitRecord(string Rule, bool IsTrigger, MetricComparison Comparison, double Value);
