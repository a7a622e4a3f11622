using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Tests.Hosting;

/// <summary>Hears each event at once, on the thread that reports it.</summary>
internal sealed class Listener(Action<RolloutEvent> hear) : IProgress<JournalEntry>
{
    public void Report(JournalEntry value) => hear(value.Event);
}
