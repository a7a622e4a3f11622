namespace BlueGreen.Health;

/// <summary>A token that is cancelled by its parent, or when the time is up, and can be used again when neither happened.</summary>
internal sealed class ProbeTimeLimit : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _parent;
    private TimeSpan _limit;
    private long _begun;
    private bool _isRunning;

    public ProbeTimeLimit(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static limit => ((ProbeTimeLimit)limit!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up.</summary>
    public bool IsOver { get; private set; }

    public void Begin(TimeSpan limit, CancellationToken parent)
    {
        using (_lock.EnterScope())
        {
            (_limit, _begun, _isRunning) = (limit, _clock.GetTimestamp(), true);
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }

        _parent = parent.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Ends what was begun. A timer that fires at this moment does nothing any more, or has made the limit useless.</summary>
    /// <returns>Whether it can begin again.</returns>
    public bool End()
    {
        _parent.Dispose();
        using (_lock.EnterScope())
        {
            _isRunning = false;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return !IsOver && _source.TryReset();
        }
    }

    /// <summary>Gives the timer back. The source has nothing to give back, and a timer that fires at this moment may still cancel it.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>A timer can fire for an earlier use of the limit, or early; it is wound up again then.</summary>
    private void Check()
    {
        using (_lock.EnterScope())
        {
            var left = _limit - _clock.GetElapsedTime(_begun);
            if (!_isRunning)
            {
                return;
            }

            if (left > TimeSpan.Zero)
            {
                _timer.Change(left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            IsOver = true;
        }

        _source.Cancel();
    }
}
