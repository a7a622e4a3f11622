namespace BlueGreen.Plans;

/// <summary>A program must end with exit code 0.</summary>
/// <param name="Name">Unique within its step.</param>
/// <param name="Command">The program.</param>
public sealed record CommandCheck(string Name, Command Command) : CheckDescription(Name);
