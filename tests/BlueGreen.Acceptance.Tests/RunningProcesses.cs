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

    private static string[] Variables(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/environ").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
