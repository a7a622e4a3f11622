namespace BlueGreen.Tests.Docs.Reading;

/// <summary>The repository that these tests were built from, and what of it people read.</summary>
internal static class Checkout
{
    /// <summary>Files of the samples, which compile them, that documents show whole.</summary>
    private static readonly Dictionary<string, string> WholeFiles = new()
    {
        ["tool-program"] = "samples/AspNetCoreHost/Program.cs",
        ["tool-endpoints"] = "samples/AspNetCoreHost/Rollouts/RolloutEndpoints.cs",
        ["plan-under-test"] = "samples/PlanTests/CheckoutPlan.cs",
        ["plan-tests"] = "samples/PlanTests/CheckoutPlanTests.cs",
        ["procedure"] = "samples/NetlifyPostgres/Plans/ExamPlans.cs",
        ["procedure-metrics"] = "samples/NetlifyPostgres/Plans/ExamMetrics.cs",
        ["tool-events"] = "samples/AspNetCoreHost/Rollouts/EventStream.cs",
    };

    public static string Root { get; } = FindRoot();

    /// <summary>What documents show of compiled code.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } = SnippetRegions
        .Read(new[] { "tests/BlueGreen.Tests/Docs/Snippets", "samples/CustomProvider", "tests/CustomProvider.Tests" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.cs")).Order(StringComparer.Ordinal).Select(File.ReadAllText))
        .Concat(WholeFiles.Select(file => KeyValuePair.Create(file.Key, ReadText(file.Value).TrimEnd())))
        .ToDictionary();

    /// <summary>All documents as they are now, with paths relative to the root.</summary>
    public static IReadOnlyList<Document> ReadDocuments() =>
        [.. FindDocuments().Select(path => Document.Parse(path, ReadText(path)))];

    private static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static IEnumerable<string> FindDocuments() => Directory.GetFiles(Root, "*.md")
        .Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.Combine(folder, "README.md")))
        .Concat(Directory.GetDirectories(Path.Combine(Root, "samples")).Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists))
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
