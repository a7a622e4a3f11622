using System.Diagnostics;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>A disk in memory that is soon full, for the server's user.</summary>
internal sealed class SmallDisk(string folder) : IAsyncDisposable
{
    public string Folder => folder;

    /// <summary>Null where this user may not mount.</summary>
    public static async Task<SmallDisk?> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-disk-").FullName;
        if (Environment.UserName == "root" && await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,uid=postgres,gid=postgres,mode=0700", "tmpfs", folder) == 0)
        {
            return new(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", folder);
        Directory.Delete(folder);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
