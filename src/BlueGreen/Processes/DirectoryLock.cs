namespace BlueGreen.Processes;

/// <summary>
/// Keeps all other processes and threads out of a state folder. The system frees it when its holder dies. A process that is being started
/// inherits it until its program is loaded: who gets the lock afterwards finds that process by its variables.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int WouldBlock = 11;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static async Task<DirectoryLock> AcquireAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException e) when (e.HResult == WouldBlock)
            {
                await Task.Delay(TryAgain, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
