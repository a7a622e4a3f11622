using System.Collections.Immutable;

namespace BlueGreen.Yarp.Measuring;

/// <summary>
/// Remembers the counters at past moments, so that the difference since any of them can be told, to whoever asks and however often. Thread-safe.
/// </summary>
internal sealed class MeterHistory
{
    /// <summary>How many moments are remembered: about eight minutes when a plan samples each second.</summary>
    public const int Capacity = 512;

    private readonly Func<IEnumerable<DeploymentMeter>> _meters;
    private readonly TimeProvider _clock;
    private readonly Queue<MeterMark> _marks = new(Capacity);
    private readonly Lock _gate = new();
    private MeterMark _latest;

    public MeterHistory(Func<IEnumerable<DeploymentMeter>> meters, TimeProvider clock)
    {
        _meters = meters;
        _clock = clock;
        _latest = new(clock.GetUtcNow(), ImmutableDictionary<DeploymentMeter, MeterCounts>.Empty);
        _marks.Enqueue(_latest);
    }

    /// <summary>Remembers this moment, unless one not older than <paramref name="interval"/> is remembered.</summary>
    /// <param name="interval">Greater than zero.</param>
    public void Remember(TimeSpan interval)
    {
        lock (_gate)
        {
            if (_clock.GetUtcNow() - _latest.At >= interval)
            {
                Mark();
            }
        }
    }

    /// <summary>The window from a remembered moment to now.</summary>
    /// <param name="since">Where the window is to begin. It begins at the first remembered moment that is not earlier, or now.</param>
    /// <returns>Where it begins and ends.</returns>
    public (MeterMark From, MeterMark To) WindowSince(DateTimeOffset since)
    {
        lock (_gate)
        {
            var from = _marks.FirstOrDefault(m => m.At >= since);
            var to = Mark();
            return (from ?? to, to);
        }
    }

    private MeterMark Mark()
    {
        var now = _clock.GetUtcNow();
        var at = now > _latest.At ? now : _latest.At.AddTicks(1);
        _latest = new(at, _meters().ToImmutableDictionary(m => m, m => m.Read()));
        if (_marks.Count == Capacity)
        {
            _marks.Dequeue();
        }

        _marks.Enqueue(_latest);
        return _latest;
    }
}
