namespace BlueGreen.Tests.Health;

/// <summary>A clock whose only timer fires when the test says so, due or not.</summary>
internal sealed class HastyClock : TimeProvider, ITimer
{
    private long _ticks;
    private Action _fire = () => { };

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return this;
    }

    public void Fire() => _fire();

    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose() => _fire = () => { };

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
