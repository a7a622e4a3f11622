namespace BlueGreen.Tests.Docs.Reading;

/// <summary>The repository that these tests were built from, and what of it people read.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The regions that documents show.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } = SnippetRegions.Read(
        Directory.GetFiles(Path.Combine(Root, "tests/BlueGreen.Tests/Docs/Snippets"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>All documents as they are now, with paths relative to the root.</summary>
    public static IReadOnlyList<Document> ReadDocuments() =>
        [.. FindDocuments().Select(path => Document.Parse(path, File.ReadAllText(Path.Combine(Root, path))))];

    private static IEnumerable<string> FindDocuments() => Directory.GetFiles(Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.Combine(folder, "README.md")))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BlueGreen.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException($"No BlueGreen.sln above {AppContext.BaseDirectory}: run the tests from a checkout.");
        }

        return folder;
    }
}
