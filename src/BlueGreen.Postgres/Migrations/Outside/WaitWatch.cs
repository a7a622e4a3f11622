using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Locks;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>Looks from a session of its own whom the runner's session waits for, and remembers the last ones. Where it cannot look, it knows nobody.</summary>
internal sealed class WaitWatch : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    private readonly MigrationSession _session;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private ImmutableArray<LockBlocker> _last = [];

    public WaitWatch(MigrationSession session)
    {
        _session = session;
        _watching = WatchAsync(_stop.Token);
    }

    /// <summary>Stops looking, and says who was waited for last.</summary>
    public async Task<ImmutableArray<LockBlocker>> EndAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        return _last;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var quarter = _session.Options.BuildPatience / 4;
        var pause = quarter < Usual ? quarter : Usual;
        try
        {
            await Task.Delay(pause, _session.Clock, stop).ConfigureAwait(false);
            var connection = await _session.Environment.Source.OpenConnectionAsync(stop).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                while (true)
                {
                    _last = await LockProbe.FindBlockersAsync(connection, _session.Pid, stop).ConfigureAwait(false) is { IsEmpty: false } blockers ? blockers : _last;
                    await Task.Delay(pause, _session.Clock, stop).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException || MigrationFailure.Concerns(e))
        {
        }
    }
}
