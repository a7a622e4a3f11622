namespace BlueGreen.Architecture;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Library> Libraries { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order().Select(Library.Read)];

    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Libraries.SelectMany(library => library.Sources)];

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
