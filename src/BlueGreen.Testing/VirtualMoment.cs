using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Testing;

/// <summary>Something that happened in a <see cref="VirtualWorld"/>, and what users had been served by then.</summary>
/// <param name="At">Since the start of the rollout, in virtual time.</param>
/// <param name="Event">What happened.</param>
public sealed record VirtualMoment(TimeSpan At, RolloutEvent Event)
{
    private const int Width = 160;

    /// <summary>Requests of users up to then, to blue and to green.</summary>
    public required long RequestsServed { get; init; }

    /// <summary>Those of them that failed.</summary>
    public required long ErrorsServed { get; init; }

    /// <summary>The moment on one line: when, what, and errors of requests.</summary>
    public override string ToString()
    {
        var what = Event is RolloutStarted started ? $"rollout of {started.Release.Version} started" : JournalJson.Write(Event);
        return $"{At:hh\\:mm\\:ss\\.f}  {ErrorsServed}/{RequestsServed} failed  {(what.Length > Width ? $"{what[..Width]}…" : what)}";
    }
}
