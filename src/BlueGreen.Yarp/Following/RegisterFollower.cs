using BlueGreen.Traffic;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Yarp.Following;

/// <summary>
/// Keeps the routing table like the register says, and tells the register so. While the register is away the table stays as it is, for as long as its permit says. The app starts
/// serving only after the first look at the register, or after that took too long.
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
    private volatile bool _hasJoined;
    private bool _hasStarted;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryJoinAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _hasStarted = true;
        return Task.CompletedTask;
    }

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

    /// <summary>Withdraws where the app could not start, such as on a port that is taken, and so is never stopped either.</summary>
    public Task GiveUpAsync() => _hasJoined && !_hasStarted ? StoppedAsync(CancellationToken.None) : Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(EachBeatAsync(FollowAsync, _following, stoppingToken), EachBeatAsync(BeatAsync, _beating, stoppingToken));

    private async Task TryJoinAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(startTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await JoinAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _following.Lost(exception);
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        await acknowledger.JoinAsync(LookAsync, cancellationToken).ConfigureAwait(false);
        _hasJoined = true;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (await register.ReadAsync(application, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            Publish(entry);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (!_hasJoined)
        {
            await JoinAsync(cancellationToken).ConfigureAwait(false);
        }

        await foreach (var entry in register.WatchAsync(application, cancellationToken).ConfigureAwait(false))
        {
            Publish(entry);
            await acknowledger.AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
            _following.Made();
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        history.Remember(Beat);
        if (_hasJoined && table.Permit.IsValid)
        {
            await acknowledger.AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _beating.Lapsed(_hasJoined ? table.Permit.Limit : null);
            await JoinAsync(cancellationToken).ConfigureAwait(false);
        }

        _beating.Made();
    }

    private void Publish(TrafficEntry entry)
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
