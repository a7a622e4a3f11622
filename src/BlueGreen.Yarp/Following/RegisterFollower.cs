using BlueGreen.Traffic;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Yarp.Following;

/// <summary>
/// Keeps the routing table like the register says, and tells the register so. While the register is away the table stays as it is. The app starts serving only
/// after the first look at the register, or after that took too long.
/// </summary>
internal sealed class RegisterFollower(
    string application, ITrafficRegister register, RouterAcknowledger acknowledger, RoutingTable table, MeterHistory history, TimeSpan startTimeout,
    TimeProvider clock, ILogger<RegisterFollower> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>How often the router says that it is alive, remembers its counters, and knocks at a register that is away.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private readonly RegisterContact _following = new(application, acknowledger.Router, logger);
    private readonly RegisterContact _beating = new(application, acknowledger.Router, logger);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await JoinAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Withdraws from the register, once the server has stopped too: until then the router may serve, and changes have to wait for it.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(GoodbyeTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await acknowledger.WithdrawAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.GoodbyeUnheard(logger, exception, acknowledger.Router, application);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(EachBeatAsync(FollowAsync, _following, stoppingToken), EachBeatAsync(BeatAsync, _beating, stoppingToken));

    /// <summary>Announces the router before it looks, so that whoever writes in between waits for it.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(startTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await acknowledger.AcknowledgeAsync(either.Token).ConfigureAwait(false);
            if (await register.ReadAsync(application, either.Token).ConfigureAwait(false) is { } entry)
            {
                await TakeAsync(entry, either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _following.Lost(exception);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in register.WatchAsync(application, cancellationToken).ConfigureAwait(false))
        {
            await TakeAsync(entry, cancellationToken).ConfigureAwait(false);
            _following.Made();
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        history.Remember(Beat);
        await acknowledger.AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
        _beating.Made();
    }

    private async Task TakeAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        var isNew = entry.Token != table.Entry?.Token;
        if (!table.Publish(entry))
        {
            Log.IgnoresOlder(logger, acknowledger.Router, application, entry.Split, entry.Token);
        }
        else if (isNew)
        {
            Log.Routes(logger, acknowledger.Router, application, entry.Split, entry.Token);
        }

        await acknowledger.AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EachBeatAsync(Func<CancellationToken, Task> action, RegisterContact contact, CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await action(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                contact.Lost(exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        while (await HasNextAsync(beat, stoppingToken).ConfigureAwait(false));
    }

    private static async Task<bool> HasNextAsync(PeriodicTimer beat, CancellationToken stoppingToken)
    {
        try
        {
            return await beat.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
