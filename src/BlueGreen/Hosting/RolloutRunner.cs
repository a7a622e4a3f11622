using System.Threading.Channels;
using BlueGreen.Driving;
using BlueGreen.Journal;
using BlueGreen.Telemetry;

namespace BlueGreen.Hosting;

/// <summary>The async shell around a driver core: feeds it what comes in, and does what it asks for. One at a time per rollout.</summary>
internal sealed class RolloutRunner : IDisposable
{
    private readonly Channel<DriverInput> _inputs = Channel.CreateUnbounded<DriverInput>(new() { SingleReader = true });
    private readonly DriverCore _core;
    private readonly RequestDispatcher _dispatcher;
    private readonly RolloutTelemetry _telemetry;
    private readonly StoreClock _clock;
    private readonly ITimer _timer;
    private DateTimeOffset _leasedUntil;

    public RolloutRunner(DriverCore core, RequestDispatcher dispatcher, RolloutTelemetry telemetry, StoreClock clock)
    {
        _core = core;
        _dispatcher = dispatcher;
        _telemetry = telemetry;
        _clock = clock;
        _timer = clock.HostClock.CreateTimer(_ => Post(new DriverInput.Ticked()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether somebody else drives, or may.</summary>
    public bool IsDeposed => _core.IsDeposed;

    /// <summary>Whether calls went on, after the end, although they were cancelled and waited for.</summary>
    public bool HasCallsRunning { get; private set; }

    public void Post(DriverInput input) => _inputs.Writer.TryWrite(input);

    /// <summary>Drives until the rollout is closed or somebody else drives. Calls that are still running then have been cancelled and are waited for.</summary>
    public async Task RunAsync(Lease lease, CancellationToken cancellationToken)
    {
        Post(new DriverInput.LeaseHeld(lease));
        try
        {
            while (!_core.IsFinished && !_core.IsDeposed)
            {
                Turn(await _inputs.Reader.ReadAsync(cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            _inputs.Writer.TryComplete();
            HasCallsRunning = !await _dispatcher.EndAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _telemetry.Dispose();
        _dispatcher.Dispose();
    }

    /// <summary>A lease that could not be prolonged is lost at its expiry, whether or not the store can say so.</summary>
    private DriverInput Check(DriverInput input)
    {
        if (input is DriverInput.LeaseHeld { Lease: var lease })
        {
            _leasedUntil = lease.ExpiresAt;
            _dispatcher.HoldUntil(lease.ExpiresAt);
        }

        return _clock.Now < _leasedUntil ? input : new DriverInput.LeaseLost();
    }

    private void Turn(DriverInput input)
    {
        var head = _core.State.Head;
        foreach (var request in _core.Handle(Check(input), _clock.Now))
        {
            _dispatcher.Dispatch(request, Post);
        }

        if (_core.State.Head != head)
        {
            _telemetry.Follow(_core.State);
        }

        var wait = (_core.WakeAt is { } at && at < _leasedUntil ? at : _leasedUntil) - _clock.Now;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
