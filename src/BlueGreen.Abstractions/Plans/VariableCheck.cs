namespace BlueGreen.Plans;

/// <summary>An environment variable of the host must be set and not empty. Its value is not kept.</summary>
/// <param name="Name">Unique within its step.</param>
/// <param name="Variable">The variable's name.</param>
public sealed record VariableCheck(string Name, string Variable) : CheckDescription(Name);
