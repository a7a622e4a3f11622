namespace BlueGreen.Plans;

/// <summary>Code of the user, bound by name.</summary>
/// <param name="Name">Unique within the plan: the binding is found by it.</param>
public sealed record DelegateCheck(string Name) : CheckDescription(Name);
