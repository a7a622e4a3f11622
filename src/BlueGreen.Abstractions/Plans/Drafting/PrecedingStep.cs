using System.Collections.Immutable;

namespace BlueGreen.Plans.Drafting;

/// <summary>A step that runs before each of certain steps.</summary>
internal sealed record PrecedingStep(string Name, Func<PlanStep, bool> Precedes, ICustomStepHandler Handler, ImmutableSortedDictionary<string, string> Settings, TimeSpan Deadline)
{
    /// <summary>The step before another one.</summary>
    public CustomStep At(PlanStep step) => new($"{Name} before {step.Name}", Undo: null) { Before = step.Name, Settings = Settings, Deadline = Deadline };
}
