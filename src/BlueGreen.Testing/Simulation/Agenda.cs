namespace BlueGreen.Testing.Simulation;

/// <summary>Virtual time: what is to happen, in order; at the same instant in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long At, long Number)> _actions = new();
    private long _number;

    public Agenda(DateTimeOffset start) => (Start, Now) = (start, start);

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now { get; private set; }

    public TimeSpan Elapsed => Now - Start;

    public void At(DateTimeOffset at, Action action) => _actions.Enqueue(action, (at > Now ? at.Ticks : Now.Ticks, _number++));

    public void In(TimeSpan delay, Action action) => At(Now + delay, action);

    /// <summary>Lets the next thing happen; false when there is nothing more.</summary>
    public bool Step()
    {
        if (!_actions.TryDequeue(out var action, out var key))
        {
            return false;
        }

        Now = new(key.At, TimeSpan.Zero);
        action();
        return true;
    }
}
