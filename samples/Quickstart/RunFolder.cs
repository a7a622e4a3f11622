using System.Globalization;

namespace Quickstart;

/// <summary>
/// Where this run keeps its rollouts and what its storefronts need; gone when it ends. It is locked for as long as the run lives, so that a later run sees which runs were killed.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held)
    {
        FullName = path;
        _lock = held;
    }

    /// <summary>The folder of all runs of this user.</summary>
    public static string Root { get; } = Path.Combine(StateHome, "bluegreen-quickstart");

    public string FullName { get; }

    /// <summary>Where rollouts are kept, unless they are kept in memory.</summary>
    public string Database => Path.Combine(FullName, "rollouts.db");

    /// <summary>Whether there is something to resume.</summary>
    public bool IsResumable => File.Exists(Database) && !File.Exists(OverFile);

    /// <summary>The port of the router that users talk to: the same after a resumption. 0 for any free one.</summary>
    public int Port
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
        set => File.WriteAllText(PortFile, value.ToString(CultureInfo.InvariantCulture));
    }

    private static string StateHome => Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    private string OverFile => Path.Combine(FullName, "over");

    private string PortFile => Path.Combine(FullName, "port");

    /// <summary>Makes one. The first try can lose its folder to a run that is looking for abandoned ones.</summary>
    public static RunFolder Create() =>
        TryTakeNew() ?? TryTakeNew() ?? throw new IOException($"No file can be locked in {Root}. Check that its disk is not full.");

    /// <summary>The folders of runs that have ended without removing them.</summary>
    public static IEnumerable<RunFolder> TakeAbandoned() =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(TryTake).OfType<RunFolder>() : [];

    /// <summary>Nothing is left to resume.</summary>
    public void MarkOver() => File.WriteAllText(OverFile, "");

    public void Dispose()
    {
        Directory.Delete(FullName, recursive: true);
        _lock.Dispose();
    }

    private static RunFolder? TryTakeNew() => TryTake(Path.Combine(Root, Guid.NewGuid().ToString("N")));

    private static RunFolder? TryTake(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new(path, new(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
