using BlueGreen.Processes;

namespace BlueGreen.Artifacts;

/// <summary>The files under a store's root.</summary>
internal sealed class ArtifactFolder(string root, string beside, TimeProvider clock)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Posix.SyncDirectory(folder);
        }
    }

    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    public string[] Owners() => Directory.Exists(root) ? Directory.GetDirectories(root) : [];

    public FileInfo[] Files(string folder) => [.. All(folder).Where(file => !file.Name.StartsWith(beside, StringComparison.Ordinal))];

    /// <summary>Deletes what an owner need not keep, oldest first.</summary>
    public int Prune(string folder, ArtifactRetention retention)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var owner = ArtifactPath.Decode(Path.GetFileName(folder));
        var old = Files(folder)
            .Where(file => !retention.Keep(new(owner, ArtifactPath.Decode(file.Name))))
            .OrderByDescending(file => file.LastWriteTimeUtc).ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Where((file, index) => index >= (retention.MaximumPerOwner ?? int.MaxValue) || now - file.LastWriteTimeUtc > (retention.MaximumAge ?? TimeSpan.MaxValue))
            .Reverse().ToArray();
        foreach (var file in old)
        {
            Delete(file.FullName);
        }

        foreach (var file in All(folder).Where(file => file.Name.StartsWith(beside, StringComparison.Ordinal) && now - file.LastWriteTimeUtc > Abandoned))
        {
            Delete(file.FullName);
        }

        return old.Length;
    }

    /// <summary>Trouble with the folder becomes a message with a remedy.</summary>
    public async Task<T> ActAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw ProviderException.Permanent($"No access to the artifact folder {root}: {exception.Message} Give this user access, or choose another folder.", exception);
        }
        catch (IOException exception)
        {
            throw ProviderException.Transient($"The artifact folder {root} could not be used: {exception.Message} Check that its disk is there and not full.", exception);
        }
    }

    private static FileInfo[] All(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles() : [];
}
