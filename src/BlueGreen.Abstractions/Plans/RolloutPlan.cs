using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Plans.Printing;

namespace BlueGreen;

/// <summary>
/// What should happen in a rollout. It describes and never acts; it never changes. Made by <see cref="RolloutBuilder"/>. Two plans are equal when their
/// fingerprints are.
/// </summary>
public sealed class RolloutPlan : IEquatable<RolloutPlan>
{
    internal RolloutPlan(PlanDescription description, PlanBindings bindings)
    {
        Description = description;
        Bindings = bindings;
        Fingerprint = PlanJson.Fingerprint(description);
    }

    /// <summary>Everything that the plan says, as inert data.</summary>
    public PlanDescription Description { get; }

    /// <summary>The providers and the user's code that the description names.</summary>
    public PlanBindings Bindings { get; }

    /// <summary>A short hash of everything that the plan says.</summary>
    public string Fingerprint { get; }

    /// <summary>The steps, in order.</summary>
    public ImmutableArray<PlanStep> Steps => Description.Steps;

    /// <summary>How long a rollout may take at most: the sum of all deadlines. Holds do not count; the way back is not included.</summary>
    public TimeSpan WorstCaseDuration => PlanDurations.WorstCase(Description);

    /// <summary>The plan as JSON, as <see cref="PlanJson.Read"/> reads it.</summary>
    public string ToJson() => PlanJson.Write(Description);

    /// <summary>The plan as a Mermaid flowchart, with the ways back.</summary>
    public string ToMermaid() => PlanChart.Draw(Description);

    /// <summary>The preview: roles, rules, steps with deadline and compensation, at most 100 columns wide.</summary>
    public override string ToString() => PlanPreview.Write(Description, Fingerprint);

    /// <inheritdoc/>
    public bool Equals(RolloutPlan? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RolloutPlan);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode(StringComparison.Ordinal);
}
