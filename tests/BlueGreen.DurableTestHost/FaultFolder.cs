using System.Globalization;
using System.Runtime.InteropServices;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.DurableTestHost;

/// <summary>Faults that a test has laid out, one file each: the first host to get to the first of them meets it, and says so in a file of its own.</summary>
internal sealed partial class FaultFolder(string folder)
{
    private const int Kill = 9;
    private const int Stop = 19;

    /// <param name="when">before or after.</param>
    /// <param name="request">What this host appends.</param>
    /// <param name="journal">Where it does.</param>
    public async Task ReachAsync(string when, AppendRequest request, IRolloutJournal journal)
    {
        if (Directory.GetFiles(folder, "armed-*").Order(StringComparer.Ordinal).FirstOrDefault() is not { } file || Read(file) is not { } fault || !fault.IsAt(when, request))
        {
            return;
        }

        var isSince = fault.Since is null || (await journal.ReadAsync(request.Rollout, 0, CancellationToken.None)).Any(entry => entry.Event.GetKind() == fault.Since);
        if (isSince && Take(file, request))
        {
            _ = Raise(fault.How == "kill" ? Kill : Stop);
        }
    }

    private static Fault? Read(string file)
    {
        try
        {
            return Fault.Parse(File.ReadAllText(file));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Only one can move a file away.</summary>
    private static bool Take(string file, AppendRequest request)
    {
        var met = file.Replace("armed-", "met-", StringComparison.Ordinal);
        try
        {
            File.Move(file, $"{met}.tmp");
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        File.WriteAllText($"{met}.tmp", string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {request.ExpectedHead + 1} {TimeProvider.System.GetUtcNow():O}"));
        File.Move($"{met}.tmp", met);
        return true;
    }

    /// <summary>Sent to this very thread, which does not get any further: with kill(2) it might, and freeze while it holds the store's lock.</summary>
    [LibraryImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Raise(int signal);
}
