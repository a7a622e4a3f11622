namespace BlueGreen.Tests.Docs;

/// <summary>What the programs of the documents say.</summary>
internal static class Outputs
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["hello-preview"] = Samples.Hello().ToString().TrimEnd().ReplaceLineEndings("\n"),
    };
}
