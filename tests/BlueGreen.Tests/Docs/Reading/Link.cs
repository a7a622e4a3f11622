namespace BlueGreen.Tests.Docs.Reading;

/// <summary>A link in a document.</summary>
internal sealed record Link(int Line, string Target)
{
    public bool IsExternal => Target.StartsWith("https://", StringComparison.Ordinal) || Target.StartsWith("mailto:", StringComparison.Ordinal);
}
