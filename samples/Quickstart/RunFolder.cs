namespace Quickstart;

/// <summary>
/// Where this run keeps what its storefronts need; gone when it ends. It is locked for as long as the run lives, so that a later run sees which runs were killed.
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
    public static string Root { get; } = Path.Combine(Path.GetTempPath(), $"bluegreen-quickstart-{Environment.UserName}");

    public string FullName { get; }

    /// <summary>Makes one. The first try can lose its folder to a run that is looking for abandoned ones.</summary>
    public static RunFolder Create() =>
        TryTakeNew() ?? TryTakeNew() ?? throw new IOException($"No file can be locked in {Root}. Check that its disk is not full.");

    /// <summary>The folders of runs that have ended without removing them.</summary>
    public static IEnumerable<RunFolder> TakeAbandoned() =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(TryTake).OfType<RunFolder>() : [];

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
