namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>The system's clock, moved by hand. Waiting goes on in real time.</summary>
public sealed class MovedClock : TimeProvider
{
    private long _moved;

    public void Move(TimeSpan time) => Interlocked.Add(ref _moved, time.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _moved));
}
