namespace BlueGreen.Testing.Conformance;

/// <summary>One promise of a contract.</summary>
/// <param name="Name">Names it, such as <c>traffic-router/split-is-read-back</c>.</param>
/// <param name="Text">The promise.</param>
/// <param name="Source">The member whose documentation makes it.</param>
/// <param name="Remedy">What a provider's author can do to keep it.</param>
/// <param name="Capability">The capability interface without which it does not apply; null when it always does.</param>
public sealed record ConformanceRule(string Name, string Text, string Source, string Remedy, Type? Capability)
{
    internal static ConformanceRule None { get; } = new("completeness", "", "", "", null);
}
