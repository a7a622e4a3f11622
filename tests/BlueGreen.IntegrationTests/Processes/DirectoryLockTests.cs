using BlueGreen.Processes;

namespace BlueGreen.IntegrationTests.Processes;

public sealed class DirectoryLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_holds_it_and_the_other_waits()
    {
        var path = Path.Combine(_folder, "lock");
        var first = await DirectoryLock.AcquireAsync(path, TimeProvider.System, Token);
        var waiting = DirectoryLock.AcquireAsync(path, TimeProvider.System, Token);
        Assert.False(waiting.IsCompleted);

        first.Dispose();

        (await waiting).Dispose();
    }

    [Fact]
    public async Task Who_waits_can_stop_waiting()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var held = await DirectoryLock.AcquireAsync(Path.Combine(_folder, "lock"), TimeProvider.System, Token);
        var waiting = DirectoryLock.AcquireAsync(Path.Combine(_folder, "lock"), TimeProvider.System, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_no_lock() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => DirectoryLock.AcquireAsync(Path.Combine(_folder, "none", "lock"), TimeProvider.System, Token));
}
