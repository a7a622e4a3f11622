namespace BlueGreen.Acceptance.Tests;

/// <summary>Where the samples have been built, in the configuration of these tests.</summary>
internal static class Samples
{
    public static string Quickstart { get; } = Find("Quickstart");

    private static string Find(string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        return Path.Combine(Root(output), "samples", name, "bin", configuration, framework, $"{name}.dll");
    }

    private static string Root(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No BlueGreen.sln above {AppContext.BaseDirectory}.");
    }
}
