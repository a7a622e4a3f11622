using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>A share of the traffic, and how green is watched while it has it.</summary>
/// <param name="Green">Green's share.</param>
public sealed record RolloutStage(Percentage Green)
{
    /// <summary>The time to be measured; null for no bake.</summary>
    public TimeSpan? Bake { get; init; }

    /// <summary>Conditions that must hold over the whole bake.</summary>
    public ImmutableArray<MetricCondition> Requiring { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Limits for green compared with blue over the whole bake; null for none.</summary>
    public Regression? Compare { get; init; }

    internal RolloutStage Without(ImmutableArray<MetricName> dropped)
    {
        var rules = Compare?.Rules.RemoveAll(rule => dropped.Contains(rule.Metric)) ?? [];
        return this with
        {
            Requiring = Requiring.RemoveAll(condition => dropped.Contains(condition.Metric)),
            Compare = Compare is null || rules.IsEmpty ? null : Compare with { Rules = rules },
        };
    }
}
