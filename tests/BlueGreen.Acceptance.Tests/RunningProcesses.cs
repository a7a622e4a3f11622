using System.Globalization;

namespace BlueGreen.Acceptance.Tests;

/// <summary>Looks at this machine's processes.</summary>
internal static class RunningProcesses
{
    /// <summary>The processes that were started with a variable.</summary>
    public static IReadOnlyList<int> With(string variable, string value) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Variables(pid).Contains($"{variable}={value}")),
    ];

    /// <summary>Whether a process is the storefront of a version: by its own arguments, not those of a shell that is about to become it.</summary>
    public static bool IsRelease(int pid, string version) =>
        Read(pid, "cmdline") is [_, var program, "--release", var release, ..] && release == version && program.EndsWith("Storefront.dll", StringComparison.Ordinal);

    private static string[] Variables(int pid) => Read(pid, "environ");

    private static string[] Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
