using System.Globalization;
using System.Runtime.InteropServices;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.DurableTestHost;

/// <summary>Where this process ends or freezes itself.</summary>
/// <param name="signal">What it sends to itself.</param>
/// <param name="before">Whether just before the event is appended, rather than just after.</param>
/// <param name="kind">The event's name, or its number with a # before it.</param>
/// <param name="flag">A file that only the first process to get there can make; it holds that process's id.</param>
internal sealed partial class Fault(int signal, bool before, string kind, string flag)
{
    public const int Kill = 9;
    public const int Stop = 19;

    public void Reach(bool isBefore, AppendRequest request)
    {
        if (isBefore == before && (kind == request.Event.GetKind() || kind == string.Create(CultureInfo.InvariantCulture, $"#{request.ExpectedHead + 1}")) && IsFirst())
        {
            _ = Send(Environment.ProcessId, signal);
        }
    }

    private bool IsFirst()
    {
        try
        {
            using var file = new StreamWriter(new FileStream(flag, FileMode.CreateNew));
            file.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int process, int signal);
}
