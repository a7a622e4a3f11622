using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Signals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Hosting;

/// <summary>One plan, run to its end in this process.</summary>
internal sealed class PlanRun : IAsyncDisposable
{
    private readonly RolloutPlan _plan;
    private readonly RunOptions _options;
    private readonly TimeProvider _clock;
    private readonly IRolloutStore _store;
    private readonly HttpHealthProber _prober;
    private readonly RolloutEngine _engine;
    private readonly NotificationRelay _relay;
    private readonly ILogger _logger;

    public PlanRun(RolloutPlan plan, RunOptions options)
    {
        _plan = plan;
        _options = options;
        _clock = options.Clock ?? TimeProvider.System;
        _store = options.Store ?? new InMemoryRolloutStore(_clock);
        _logger = (options.Loggers ?? NullLoggerFactory.Instance).CreateLogger("BlueGreen");
        var cursors = options.Cursors ?? _store as INotificationCursors ?? new InMemoryNotificationCursors(_clock);
        _relay = new(options.Notifiers, _store, cursors, options.Notifications, _clock, _logger);
        _prober = new(_clock);
        _engine = new(_store, new SinglePlan(plan), options.Artifacts ?? new InMemoryArtifactStore(), _prober, new HostSettings(), _clock, _logger);
    }

    public async Task<RolloutResult> RunAsync(Release release, CancellationToken cancellationToken)
    {
        var rollout = await new RolloutStarter(_store, _clock).StartAsync(_plan, release, _options.Start, cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_options.Leave);
        using var quiet = new CancellationTokenSource();
        var engine = _engine.RunAsync(_plan.Description.Application, stop.Token);
        var relay = _relay.RunAsync(_plan.Description.Application, quiet.Token);
        var abort = AbortWhenAskedAsync(rollout, cancellationToken, stop.Token);
        try
        {
            var result = await new PlanWatch(_store, rollout, _options.Progress, _clock, _logger).RunAsync(stop.Token).ConfigureAwait(false);
            if (result.Outcome is not null)
            {
                await _relay.FlushAsync(rollout, result.Journal[^1].Sequence).ConfigureAwait(false);
            }

            return result;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await engine.ConfigureAwait(false);
            await abort.ConfigureAwait(false);
            await quiet.CancelAsync().ConfigureAwait(false);
            await relay.ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        _prober.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AbortWhenAskedAsync(RolloutId rollout, CancellationToken asked, CancellationToken ended)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(asked, ended);
        await Task.Delay(Timeout.InfiniteTimeSpan, _clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!ended.IsCancellationRequested && !await TryAbortAsync(rollout).ConfigureAwait(false))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryAbortAsync(RolloutId rollout)
    {
        var signal = new Signal { Id = $"cancelled-{rollout}", Kind = SignalKind.Abort, By = _options.Start.By ?? "the caller", Reason = "RunAsync was cancelled" };
        try
        {
            await _store.SendAsync(rollout, signal, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _logger.StoreCallFailed("abort", exception);
            return false;
        }
    }
}
