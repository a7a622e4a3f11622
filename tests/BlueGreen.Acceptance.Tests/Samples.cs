namespace BlueGreen.Acceptance.Tests;

/// <summary>Where the samples have been built, in the configuration of these tests.</summary>
internal static class Samples
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot(Output);

    public static string Configuration { get; } = Output.Parent!.Name;

    public static string Quickstart { get; } = Find("Quickstart");

    public static string NetlifyPostgres { get; } = Find("NetlifyPostgres");

    public static string Storefront { get; } = Find("Storefront");

    public static string AspNetCoreHost { get; } = Find("AspNetCoreHost");

    private static string Find(string name) => Path.Combine(Root, "samples", name, "bin", Configuration, Output.Name, $"{name}.dll");

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No BlueGreen.sln above {AppContext.BaseDirectory}.");
    }
}
