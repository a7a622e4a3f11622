using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>
/// Watches green for a measured time. It ends well when the measured time has reached the duration with enough evidence; a failed requirement or
/// comparison rolls back at once. Pauses and outages do not count.
/// </summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Duration">The time to be measured.</param>
public sealed record BakeStep(string Name, TimeSpan Duration) : PlanStep(Name)
{
    /// <summary>Conditions that must hold over the whole bake, judged as soon as there is enough evidence.</summary>
    public ImmutableArray<MetricCondition> Requiring { get; init; } = [];

    /// <summary>Limits for green compared with blue over the whole bake, judged as soon as there is enough evidence; null for none.</summary>
    public Regression? Compare { get; init; }

    /// <summary>What must have been shown before it ends well, however long that takes within the deadline; null where the measured time is enough.</summary>
    public Certification? Until { get; init; }

    /// <summary>How many requests a rate must rest on. Default: 100.</summary>
    public long MinimumRequests { get; init; } = 100;

    /// <summary>How many requests a time must rest on. Default: 30.</summary>
    public long MinimumTimes { get; init; } = 30;

    /// <summary>What happens when the deadline comes and green alone has been silent. Default: roll back.</summary>
    public Inconclusive OnInconclusive { get; init; } = Inconclusive.RollBack;

    /// <inheritdoc/>
    public override string? Compensation => null;
}
