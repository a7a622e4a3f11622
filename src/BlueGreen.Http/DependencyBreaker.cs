using System.Diagnostics.CodeAnalysis;
using BlueGreen.Http.Breaking;

namespace BlueGreen.Http;

/// <summary>
/// Stands before a dependency that many calls share. After <see cref="DependencyBreakerOptions.Failures"/> failures in a row it opens and refuses calls for
/// <see cref="DependencyBreakerOptions.OpenFor"/>; then it is half open and lets <see cref="DependencyBreakerOptions.Probes"/> calls at a time through. A failure among them opens
/// it again for the full time; <see cref="DependencyBreakerOptions.Successes"/> successes close it.
/// </summary>
/// <remarks>
/// Thread-safe. Outcomes count in the order in which calls end. Each change of state begins a new period, and a call counts only in the period in which it began: what was
/// sent before the breaker opened neither closes it nor opens it anew when it ends late. A call that its caller gave up counts as neither success nor failure. A call holds
/// its place among the probes until it ends, so put a timeout inside. Time is measured without regard to changes of the system's clock.
/// </remarks>
public sealed class DependencyBreaker
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly int _failures;
    private readonly int _successes;
    private readonly int _probes;
    private readonly TimeSpan _openFor;
    private readonly Action<DependencyBreakerChange>? _onChange;

    private DependencyBreakerState _state;
    private long _period;
    private int _counted;
    private int _underWay;
    private long _openedAt;
    private string? _isolatedBecause;

    /// <summary>Makes a closed breaker.</summary>
    /// <param name="dependency">What it stands before, for people to read. Not empty.</param>
    /// <param name="options">Default: S18's numbers, 5 failures, 60 seconds, 3 successes.</param>
    /// <param name="clock">Default: the system's.</param>
    /// <exception cref="ArgumentException"><paramref name="dependency"/> is null, empty or white space, or settings are out of range; all of them are named.</exception>
    public DependencyBreaker(string dependency, DependencyBreakerOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dependency);
        options ??= new();
        var faults = string.Join(' ', DependencyBreakerOptionsValidator.Find(options));
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The breaker of {dependency} cannot work like this: {faults}", nameof(options));
        }

        Dependency = dependency;
        _clock = clock ?? TimeProvider.System;
        _failures = options.Failures;
        _successes = options.Successes;
        _probes = options.Probes;
        _openFor = options.OpenFor;
        _onChange = options.OnChange;
    }

    /// <summary>What it stands before.</summary>
    public string Dependency { get; }

    /// <summary>What would be done with a call made now.</summary>
    public DependencyBreakerState State
    {
        get
        {
            using (_lock.EnterScope())
            {
                return Present();
            }
        }
    }

    /// <summary>How long calls will still be refused; null when they are not, or when that is for a person to say.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            using (_lock.EnterScope())
            {
                return Present() == DependencyBreakerState.Open ? Left() : null;
            }
        }
    }

    /// <summary>Refuses all calls from now on, until <see cref="Close"/>. Calls under way go on, and count no more.</summary>
    /// <param name="reason">Why, for those who are refused. Not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null, empty or white space.</exception>
    public void Isolate(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        DependencyBreakerChange? change;
        using (_lock.EnterScope())
        {
            _isolatedBecause = reason;
            change = Become(DependencyBreakerState.Isolated);
        }

        Tell(change);
    }

    /// <summary>Lets all calls through from now on, and counts failures from zero. Calls under way count no more.</summary>
    public void Close()
    {
        DependencyBreakerChange? change;
        using (_lock.EnterScope())
        {
            change = Become(DependencyBreakerState.Closed);
        }

        Tell(change);
    }

    /// <summary>The dependency and the state.</summary>
    public override string ToString() => $"{Dependency}: {State}";

    internal bool TryEnter(out BreakerPass pass, [NotNullWhen(false)] out DependencyBrokenException? refusal)
    {
        DependencyBreakerChange? change = null;
        using (_lock.EnterScope())
        {
            if (_state == DependencyBreakerState.Open && Present() == DependencyBreakerState.HalfOpen)
            {
                change = Become(DependencyBreakerState.HalfOpen);
            }

            refusal = Refusal();
            pass = new(_period);
            _underWay += refusal is null ? 1 : 0;
        }

        Tell(change);
        return refusal is null;
    }

    internal void Leave(BreakerPass pass, BreakerVerdict verdict)
    {
        DependencyBreakerChange? change = null;
        using (_lock.EnterScope())
        {
            if (pass.Period == _period)
            {
                _underWay--;
                change = Count(verdict);
            }
        }

        Tell(change);
    }

    private DependencyBreakerChange? Count(BreakerVerdict verdict)
    {
        switch (verdict, _state)
        {
            case (BreakerVerdict.Failure, DependencyBreakerState.Closed):
                return ++_counted >= _failures ? Become(DependencyBreakerState.Open) : null;
            case (BreakerVerdict.Failure, DependencyBreakerState.HalfOpen):
                return Become(DependencyBreakerState.Open);
            case (BreakerVerdict.Success, DependencyBreakerState.Closed):
                _counted = 0;
                return null;
            case (BreakerVerdict.Success, DependencyBreakerState.HalfOpen):
                return ++_counted >= _successes ? Become(DependencyBreakerState.Closed) : null;
            default:
                return null;
        }
    }

    private DependencyBreakerChange Become(DependencyBreakerState state)
    {
        var before = _state;
        _state = state;
        _period++;
        _counted = 0;
        _underWay = 0;
        _openedAt = _clock.GetTimestamp();
        return new(Dependency, _period, before, state, _clock.GetUtcNow());
    }

    private DependencyBrokenException? Refusal() => _state switch
    {
        DependencyBreakerState.Open => new(
            Dependency, $"{Dependency} was not asked: {_failures} calls failed in a row, or one while it was tried again. It is left alone for another {Left().TotalSeconds:0.#} s.", Left()),
        DependencyBreakerState.HalfOpen when _underWay >= _probes => new(
            Dependency, _state, $"{Dependency} was not asked: it failed before and is being tried with {_probes} call(s) at a time. Ask again once they have ended."),
        DependencyBreakerState.Isolated => new(
            Dependency, _state, $"{Dependency} was not asked: its breaker was shut by hand ({_isolatedBecause}). Close the breaker to let calls through again."),
        _ => null,
    };

    private DependencyBreakerState Present() =>
        _state == DependencyBreakerState.Open && Left() == TimeSpan.Zero ? DependencyBreakerState.HalfOpen : _state;

    private TimeSpan Left()
    {
        var left = _openFor - _clock.GetElapsedTime(_openedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Tell(DependencyBreakerChange? change)
    {
        if (change is not null && change.From != change.To)
        {
            _onChange?.Invoke(change);
        }
    }
}
