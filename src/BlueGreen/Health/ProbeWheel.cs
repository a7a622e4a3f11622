using System.Globalization;

namespace BlueGreen.Health;

/// <summary>
/// Says when a round of probes begins, for all rollouts of a process. Few rounds begin when they are asked for. A burst, as when a process takes over many rollouts that
/// then sample in step, is spread evenly over the coming ticks, and the number of probes under way is bounded. A probe that is not answered within three ticks counts no
/// longer, so a deployment that hangs delays no other. Thread-safe.
/// </summary>
/// <remarks>Ticks are counted from the wheel's making, so that they do not drift. While no round waits there is no timer.</remarks>
internal sealed class ProbeWheel : IDisposable
{
    /// <summary>How many probes of a tick begin at once, before more are spread over later ticks.</summary>
    public const int AtOnce = 128;

    /// <summary>How many probes are under way at most, not counting those unanswered for long; a single round may have more.</summary>
    public const int MostUnderWay = 256;

    private const int LongestSpread = 10;
    private const int Patience = 3;
    private const int Slots = 16;

    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly int[] _load = new int[Slots];
    private readonly int[] _underWaySince = new int[Slots];
    private readonly Queue<ProbeTurn>[] _turns = [.. Enumerable.Range(0, Slots).Select(_ => new Queue<ProbeTurn>())];
    private readonly Queue<ProbeTurn> _due = new();
    private long _tick;
    private int _underWay;
    private int _waiting;
    private bool _isArmed;

    /// <summary>Makes a wheel that stands until it is asked.</summary>
    public ProbeWheel(TimeProvider clock)
    {
        _clock = clock;
        _origin = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Turn(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time between two ticks.</summary>
    public static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many rounds wait.</summary>
    public int Waiting
    {
        get
        {
            using (_lock.EnterScope())
            {
                return _waiting;
            }
        }
    }

    /// <summary>Waits until a round may begin.</summary>
    /// <param name="probes">How many probes it has.</param>
    /// <param name="time">How long whoever asks waits for the answers. A fifth of it at most, and no more than a second, goes to the spreading.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProviderException">Half of the time has passed without room for the round.</exception>
    public ValueTask<ProbePlace> EnterAsync(int probes, TimeSpan time, CancellationToken cancellationToken)
    {
        ProbeTurn turn;
        using (_lock.EnterScope())
        {
            Advance();
            var wait = Choose(probes, Math.Clamp((time / 5).Ticks / Tick.Ticks, 0, LongestSpread));
            _load[Slot(_tick + wait)] += probes;
            if (wait == 0 && _due.Count == 0 && HasRoom(probes))
            {
                return ValueTask.FromResult(Begin(probes));
            }

            turn = new(probes, _tick + Math.Max((time / 2).Ticks / Tick.Ticks, 1));
            (wait == 0 ? _due : _turns[Slot(_tick + wait)]).Enqueue(turn);
            _waiting++;
            Arm();
        }

        return new(turn.WaitAsync(cancellationToken));
    }

    /// <summary>Ends a round.</summary>
    public void Leave(ProbePlace place)
    {
        using (_lock.EnterScope())
        {
            if (_tick - place.Begun < Patience)
            {
                _underWaySince[Slot(place.Begun)] -= place.Probes;
                _underWay -= place.Probes;
            }

            if (_waiting > 0)
            {
                Advance();
                BeginDue();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Turn()
    {
        using (_lock.EnterScope())
        {
            _isArmed = false;
            Advance();
            GiveUpLate();
            BeginDue();
            Arm();
        }
    }

    /// <summary>The first tick with room; when there is none, the one with the fewest probes.</summary>
    private int Choose(int probes, long longest)
    {
        var best = 0;
        for (var wait = 0; wait <= longest; wait++)
        {
            var load = _load[Slot(_tick + wait)];
            if (load + probes <= AtOnce)
            {
                return wait;
            }

            best = load < _load[Slot(_tick + best)] ? wait : best;
        }

        return best;
    }

    private void Advance()
    {
        var now = _clock.GetElapsedTime(_origin).Ticks / Tick.Ticks;
        for (_tick = Math.Max(_tick, now - Slots); _tick < now;)
        {
            _load[Slot(_tick)] = 0;
            _tick++;
            var begunLongAgo = Slot(_tick - Patience);
            _underWay -= _underWaySince[begunLongAgo];
            _underWaySince[begunLongAgo] = 0;
            while (_turns[Slot(_tick)].TryDequeue(out var turn))
            {
                _due.Enqueue(turn);
            }
        }
    }

    private void BeginDue()
    {
        while (_due.TryPeek(out var turn) && (turn.Task.IsCompleted || HasRoom(turn.Probes)))
        {
            _due.Dequeue();
            _waiting--;
            var place = Begin(turn.Probes);
            if (!turn.TrySetResult(place))
            {
                _underWaySince[Slot(_tick)] -= turn.Probes;
                _underWay -= turn.Probes;
            }
        }
    }

    private ProbePlace Begin(int probes)
    {
        _underWaySince[Slot(_tick)] += probes;
        _underWay += probes;
        return new(this, probes, _tick);
    }

    private void GiveUpLate()
    {
        foreach (var turn in _due.Where(turn => turn.Latest <= _tick))
        {
            turn.TrySetException(ProviderException.Transient(string.Create(
                CultureInfo.InvariantCulture,
                $"Probes could not begin in time: {_underWay} are under way in this process, and {_waiting} rounds wait. Sample less often, or drive fewer rollouts in one process.")));
        }
    }

    private void Arm()
    {
        if (_waiting > 0 && !_isArmed)
        {
            _isArmed = true;
            _timer.Change(((_tick + 1) * Tick) - _clock.GetElapsedTime(_origin) is { Ticks: > 0 } wait ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private bool HasRoom(int probes) => _underWay == 0 || _underWay + probes <= MostUnderWay;

    private static int Slot(long tick) => (int)(tick & (Slots - 1));
}
