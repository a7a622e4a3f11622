namespace BlueGreen.Hosting;

/// <summary>
/// The store's time as this process knows it: its last answer, plus what has passed since the question was sent. So it is never behind the store, and a lease is never
/// taken for longer than it is. Thread-safe.
/// </summary>
internal sealed class StoreClock(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _storeTime = clock.GetUtcNow();
    private long _sentAt = clock.GetTimestamp();

    public TimeProvider HostClock => clock;

    public DateTimeOffset Now
    {
        get
        {
            using (_lock.EnterScope())
            {
                return _storeTime + clock.GetElapsedTime(_sentAt);
            }
        }
    }

    public void Learn(DateTimeOffset storeTime, long sentAt)
    {
        using (_lock.EnterScope())
        {
            if (sentAt >= _sentAt)
            {
                _storeTime = storeTime;
                _sentAt = sentAt;
            }
        }
    }
}
