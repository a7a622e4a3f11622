using System.Collections.Immutable;

namespace BlueGreen.Measuring;

/// <summary>Remembers the tallies at the moments at which somebody asked, so that the difference since any of them can be told, to whoever asks and however often. Thread-safe.</summary>
internal sealed class TallyHistory
{
    /// <summary>How many moments are remembered: about eight minutes when a plan samples each second.</summary>
    private const int Capacity = 512;

    private readonly Func<ImmutableDictionary<string, TallyCounts>> _read;
    private readonly TimeProvider _clock;
    private readonly Queue<TallyMark> _marks = new(Capacity);
    private readonly Lock _gate = new();
    private TallyMark _latest;

    public TallyHistory(Func<ImmutableDictionary<string, TallyCounts>> read, TimeProvider clock)
    {
        (_read, _clock) = (read, clock);
        _latest = new(clock.GetUtcNow(), read());
        _marks.Enqueue(_latest);
    }

    /// <summary>The window from the first remembered moment that is not earlier to now; empty where there is none.</summary>
    public (TallyMark From, TallyMark Until) WindowSince(DateTimeOffset since)
    {
        lock (_gate)
        {
            var from = _marks.FirstOrDefault(mark => mark.At >= since);
            var now = _clock.GetUtcNow();
            _latest = new(now > _latest.At ? now : _latest.At.AddTicks(1), _read());
            if (_marks.Count == Capacity)
            {
                _marks.Dequeue();
            }

            _marks.Enqueue(_latest);
            return (from ?? _latest, _latest);
        }
    }
}
