namespace BlueGreen.Execution;

/// <summary>How much of an operation's time is left, with a margin in which the last finding can still be reported.</summary>
internal sealed class Patience(TimeProvider clock, OperationContext context)
{
    private readonly long _begun = clock.GetTimestamp();
    private readonly TimeSpan _time = context.TimeLeft * 0.95;

    /// <summary>Whether waiting that long leaves time to look once more.</summary>
    public bool HasTimeFor(TimeSpan wait) => clock.GetElapsedTime(_begun) + wait < _time;
}
