using System.Diagnostics;

namespace BlueGreen.Postgres.Tests.Backups.Killing;

/// <summary>A program of PostgreSQL whose process was killed by SIGKILL, and which waits for an answer: it does not notice as long as this is not disposed.</summary>
internal sealed class Orphan : IAsyncDisposable
{
    private readonly HeardWire _wire;
    private readonly TaskCompletionSource _isKilled = new();
    private readonly TaskCompletionSource<Process> _process = new();
    private readonly Func<WireMoment, bool> _at;

    private Orphan(SmallShop shop, Func<WireMoment, bool> at) => (_at, _wire) = (at, new(shop.Cluster.Port, HearAsync));

    /// <param name="shop">The database.</param>
    /// <param name="at">When the process is killed and the session stops.</param>
    /// <param name="arguments">What the process does.</param>
    public static async Task<Orphan> LeaveAsync(SmallShop shop, Func<WireMoment, bool> at, params string[] arguments)
    {
        var orphan = new Orphan(shop, at);
        using var process = shop.Host.Start(orphan._wire.Port, jobs: 1, arguments);
        orphan._process.SetResult(process);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 137, $"it ended with {process.ExitCode}{(process.ExitCode == 137 ? "" : await error)}");
        await orphan._isKilled.Task;
        Assert.True(shop.Host.CountPrograms() > 0, "no program goes on");
        return orphan;
    }

    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    /// <summary>Whoever hears nothing more waits. A process that is killed first could leave a program that notices at its next line.</summary>
    private async Task HearAsync(WireMoment moment, CancellationToken cancellationToken)
    {
        if (_at(moment) && _wire.Freeze())
        {
            var process = await _process.Task;
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
            _isKilled.TrySetResult();
        }
    }
}
