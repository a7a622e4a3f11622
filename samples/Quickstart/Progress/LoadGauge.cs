using Quickstart.Load;

namespace Quickstart.Progress;

/// <summary>Reads the users' counters as rates over the last seconds.</summary>
internal sealed class LoadGauge(LoadGenerator load, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private readonly Queue<(long At, LoadCounts All, LoadCounts Green)> _marks = new();
    private LoadTally? _tally;

    public LoadReading Read(string green)
    {
        var tally = load.Tally;
        if (tally != _tally)
        {
            _tally = tally;
            _marks.Clear();
        }

        var now = (At: clock.GetTimestamp(), tally.All, Green: tally.Of(green));
        _marks.Enqueue(now);
        while (clock.GetElapsedTime(_marks.Peek().At, now.At) > Window)
        {
            _marks.Dequeue();
        }

        var since = _marks.Peek();
        var seconds = clock.GetElapsedTime(since.At, now.At).TotalSeconds;
        var requests = now.Green.Requests - since.Green.Requests;
        return new(
            now.All,
            seconds > 0 ? (now.All.Requests - since.All.Requests) / seconds : 0,
            requests > 0 ? (double)(now.Green.Bad - since.Green.Bad) / requests : null);
    }
}
