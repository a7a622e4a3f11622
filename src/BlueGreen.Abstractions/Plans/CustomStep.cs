using System.Collections.Immutable;

namespace BlueGreen.Plans;

/// <summary>A step that a provider or a user adds; its handler is bound by the step's name.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Undo">What undoes the step on the way back, for people to read; null when its handler has nothing to undo.</param>
public sealed record CustomStep(string Name, string? Undo) : PlanStep(Name)
{
    /// <summary>What the handler needs to know. No secrets.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The step that this one precedes, and is left out with; null where it stands for itself. It changes nothing that a deployment needs.</summary>
    public string? Before { get; init; }

    /// <inheritdoc/>
    public override string? Compensation => Undo;
}
