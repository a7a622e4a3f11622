namespace BlueGreen.Postgres.Backups;

/// <summary>A folder of one dump, private, and removed with it. What a process that was killed left behind goes with the next one's.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = "bluegreen-backup-";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly FileStream _lock;

    private WorkFolder(string folder, FileStream hold) => (_folder, _lock) = (folder, hold);

    /// <summary>Where a program may write; it is not there yet.</summary>
    public string Dump => Path.Combine(_folder, "dump");

    /// <exception cref="ProviderException">It cannot be made.</exception>
    public static WorkFolder Create(string? root)
    {
        root ??= Path.GetTempPath();
        try
        {
            Directory.CreateDirectory(root);
            Sweep(root);
            var folder = Path.Combine(root, $"{Prefix}{Guid.NewGuid():n}");
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, Private);
            return new(folder, Hold(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ProviderException.Permanent($"No folder for a dump can be made in '{root}': {e.Message} Set {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.WorkFolder)} to one with room.", e);
        }
    }

    /// <summary>Removes the dump, so that its room is free.</summary>
    public void Clear()
    {
        if (Directory.Exists(Dump))
        {
            Directory.Delete(Dump, recursive: true);
        }
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The system gives the lock back when its process ends, however it ends.</summary>
    private static FileStream Hold(string folder) => new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void Sweep(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, $"{Prefix}*").Where(IsAbandoned).ToArray())
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A program that goes on alone writes there, or somebody else sweeps; the next one tries again.
            }
        }
    }

    /// <summary>A folder without a lock is one that is just being made.</summary>
    private static bool IsAbandoned(string folder)
    {
        try
        {
            if (!File.Exists(Path.Combine(folder, "lock")))
            {
                return false;
            }

            using var hold = Hold(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
