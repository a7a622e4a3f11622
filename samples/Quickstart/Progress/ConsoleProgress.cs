using BlueGreen.Journal;
using Quickstart.Load;

namespace Quickstart.Progress;

/// <summary>Shows a rollout on standard error: a redrawn block on a terminal, plain lines elsewhere. Thread-safe.</summary>
internal abstract class ConsoleProgress : IProgress<JournalEntry>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly LoadGauge _gauge;
    private readonly ITimer _timer;
    private RolloutView? _view;

    protected ConsoleProgress(LoadGenerator load, TimeProvider clock, TimeSpan refresh)
    {
        _clock = clock;
        _gauge = new(load, clock);
        _timer = clock.CreateTimer(_ => Refresh(), null, refresh, refresh);
    }

    public static ConsoleProgress Create(LoadGenerator load, TimeProvider clock)
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        var isColored = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return Console.IsErrorRedirected || isDumb ? new PlainProgress(load, clock) : new LiveProgress(load, clock, isColored);
    }

    public void Report(JournalEntry value)
    {
        lock (_lock)
        {
            _view = RolloutView.Apply(_view, value);
            Show(_view!, value, _gauge.Read(_view!.Version));
        }
    }

    /// <summary>Says something that is no event of a rollout.</summary>
    public void Say(string text, Tint tint = Tint.None)
    {
        lock (_lock)
        {
            Write(new(text, tint));
        }
    }

    public void Dispose() => _timer.Dispose();

    protected abstract void Show(RolloutView view, JournalEntry entry, LoadReading load);

    protected abstract void Refresh(RolloutView view, DateTimeOffset now, LoadReading load);

    protected abstract void Write(Line line);

    private void Refresh()
    {
        lock (_lock)
        {
            if (_view is { Closed: null } view)
            {
                Refresh(view, _clock.GetUtcNow(), _gauge.Read(view.Version));
            }
        }
    }
}
