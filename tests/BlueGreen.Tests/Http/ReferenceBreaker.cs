using BlueGreen.Http;

namespace BlueGreen.Tests.Http;

/// <summary>S18's breaker as one would write it down: seconds, sets and plain conditions.</summary>
internal sealed class ReferenceBreaker(int failures, int openFor, int successes, int probes)
{
    private readonly HashSet<int> _counting = [];
    private int _now;
    private int _openedAt;
    private int _inARow;
    private DependencyBreakerState _state = DependencyBreakerState.Closed;

    public DependencyBreakerState State =>
        _state == DependencyBreakerState.Open && _now - _openedAt >= openFor ? DependencyBreakerState.HalfOpen : _state;

    public int? RetryAfter => State == DependencyBreakerState.Open ? openFor - (_now - _openedAt) : null;

    public void Pass(int seconds) => _now += seconds;

    public bool Begin(int call)
    {
        if (_state != State)
        {
            Enter(State);
        }

        var admitted = _state == DependencyBreakerState.Closed || (_state == DependencyBreakerState.HalfOpen && _counting.Count < probes);
        return admitted && _counting.Add(call);
    }

    public void End(int call, bool? succeeded)
    {
        if (!_counting.Remove(call) || succeeded is null)
        {
            return;
        }

        if (succeeded == false && (_state == DependencyBreakerState.HalfOpen || ++_inARow >= failures))
        {
            Enter(DependencyBreakerState.Open);
        }
        else if (succeeded == true && _state == DependencyBreakerState.Closed)
        {
            _inARow = 0;
        }
        else if (succeeded == true && ++_inARow >= successes)
        {
            Enter(DependencyBreakerState.Closed);
        }
    }

    public void Enter(DependencyBreakerState state)
    {
        (_state, _inARow, _openedAt) = (state, 0, _now);
        _counting.Clear();
    }
}
