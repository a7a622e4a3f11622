namespace BlueGreen.Postgres.Metering;

/// <summary>
/// What the database had counted at the ends of recent windows, whoever asked for them: counters have no history of their own. A bounded number; what fell out of it is unknown. Thread-safe.
/// </summary>
internal sealed class CounterMemory
{
    private const int Most = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<DateTimeOffset, DatabaseCounters> _readings = [];
    private readonly Queue<DateTimeOffset> _order = [];

    /// <summary>Keeps what was counted at the end of a window, and answers what had been counted at its beginning, if that is known.</summary>
    public DatabaseCounters? Exchange(DateTimeOffset from, DateTimeOffset until, DatabaseCounters counted)
    {
        lock (_gate)
        {
            if (_readings.TryAdd(until, counted))
            {
                _order.Enqueue(until);
            }

            if (_order.Count > Most)
            {
                _readings.Remove(_order.Dequeue());
            }

            return from < until ? _readings.GetValueOrDefault(from) : null;
        }
    }
}
