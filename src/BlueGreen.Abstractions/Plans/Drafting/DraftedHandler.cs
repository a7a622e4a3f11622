namespace BlueGreen.Plans.Drafting;

/// <summary>The handler of a custom step under the step's name.</summary>
internal sealed record DraftedHandler(string Name, ICustomStepHandler Handler);
