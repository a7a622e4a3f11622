using System.Diagnostics;

namespace Quickstart;

/// <summary>
/// Storefronts outlive the process that started them, so that a host that crashes takes nobody's shop down. A host with a durable journal takes them up again;
/// this program, which keeps its journal in memory, ends those of runs that were killed.
/// </summary>
internal static class Leftovers
{
    /// <summary>The environment variable that tells a storefront's run.</summary>
    public const string Variable = "QUICKSTART_RUN";

    /// <summary>Ends them and removes their folders.</summary>
    /// <returns>How many processes were ended.</returns>
    public static int End()
    {
        var ended = 0;
        foreach (var folder in RunFolder.TakeAbandoned())
        {
            using (folder)
            {
                ended += EndOf(folder);
            }
        }

        return ended;
    }

    private static int EndOf(RunFolder folder)
    {
        var leftovers = Process.GetProcesses().Where(process => IsOf(folder, process)).ToArray();
        foreach (var process in leftovers)
        {
            process.Kill();
            process.WaitForExit();
        }

        return leftovers.Length;
    }

    private static bool IsOf(RunFolder folder, Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"{Variable}={folder.FullName}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
