using BlueGreen.Journal;
using Quickstart.Load;

namespace Quickstart.Progress;

/// <summary>Appends a line for every change of state, and one now and then while nothing changes.</summary>
internal sealed class PlainProgress(LoadGenerator load, TimeProvider clock) : ConsoleProgress(load, clock, Heartbeat)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);

    protected override void Show(RolloutView view, JournalEntry entry, LoadReading load)
    {
        if (EventText.Of(entry.Event) is { } line)
        {
            Write(At(view, entry.At, line.Text));
        }
    }

    protected override void Refresh(RolloutView view, DateTimeOffset now, LoadReading load) => Write(At(
        view, now, $"… {StatusText.Doing(view, now)}; green's error rate {StatusText.ErrorRate(view, load)}; {StatusText.Users(load)}"));

    protected override void Write(Line line) => Console.Error.WriteLine(line.Text);

    private static Line At(RolloutView view, DateTimeOffset now, string text) => new(StatusText.Text($"{(now - view.StartedAt).TotalSeconds,6:0.0} s  {text}"));
}
