using System.Runtime.InteropServices;
using System.Text;

namespace BlueGreen.Processes;

/// <summary>The few calls of the C library that .NET has no name for.</summary>
internal static class Posix
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private const int NoSuchProcess = 3;
    private const int CloseOnExec = 0x80000;

    /// <summary>Sends a signal; a process that is gone already is no failure.</summary>
    public static void Signal(int pid, int signal)
    {
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw ProviderException.Permanent(
                $"Could not send signal {signal} to process {pid}: {Marshal.GetPInvokeErrorMessage(error)}. End it by hand, or run as the user that owns it.");
        }
    }

    /// <summary>Makes the names in a folder durable, such as that of a file just moved there, where the file system can.</summary>
    public static void SyncDirectory(string path)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), CloseOnExec);
        if (descriptor >= 0)
        {
            _ = Sync(descriptor);
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
