namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A rule of a role and how to check it.</summary>
internal sealed record CheckDefinition<TTrial>(string Name, string Text, string Source, string Remedy, Func<TTrial, Task> Body)
{
    /// <summary>The capability interface without which it does not apply.</summary>
    public Type? Capability { get; init; }
}
