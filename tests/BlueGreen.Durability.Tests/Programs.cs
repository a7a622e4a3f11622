namespace BlueGreen.Durability.Tests;

/// <summary>Where the programs have been built that these tests start.</summary>
internal static class Programs
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
    private static readonly string Root = Output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    public static string TestHost { get; } = Find("tests", "BlueGreen.DurableTestHost");

    public static string Sample { get; } = Find("samples", "DurableHost");

    private static string Find(string kind, string name) => Path.Combine(Root, kind, name, "bin", Output.Parent!.Name, Output.Name, $"{name}.dll");
}
