using System.Diagnostics;

namespace Quickstart;

/// <summary>
/// Storefronts outlive the process that started them, so that a host that crashes takes nobody's shop down. A run that keeps its rollouts takes up those of a run that was killed; the rest are ended.
/// </summary>
internal static class Leftovers
{
    /// <summary>The environment variable that tells a storefront's run.</summary>
    public const string Variable = "QUICKSTART_RUN";

    /// <summary>Takes up a run that was killed, where it can be resumed, and ends the others with their folders.</summary>
    /// <returns>The folder of the run to resume, if any, and how many processes were ended.</returns>
    public static (RunFolder? Resumed, int Ended) TakeUp(bool canResume)
    {
        RunFolder? resumed = null;
        var ended = 0;
        foreach (var folder in RunFolder.TakeAbandoned())
        {
            if (canResume && resumed is null && folder.IsResumable)
            {
                resumed = folder;
                continue;
            }

            using (folder)
            {
                ended += EndOf(folder);
            }
        }

        return (resumed, ended);
    }

    /// <summary>Ends the storefronts of one run.</summary>
    /// <returns>How many processes were ended.</returns>
    public static int EndOf(RunFolder folder)
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
