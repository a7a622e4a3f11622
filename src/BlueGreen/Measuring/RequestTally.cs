using System.Collections.Immutable;

namespace BlueGreen.Measuring;

/// <summary>What one deployment's measurements came to so far. Thread-safe.</summary>
internal sealed class RequestTally(ImmutableArray<TimeSpan> bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private readonly Lock _gate = new();
    private long _failed;
    private double _seconds;

    public void Add(double seconds, bool isFailed)
    {
        var found = bounds.BinarySearch(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.MaxValue.TotalSeconds / 2)));
        lock (_gate)
        {
            _counts[found >= 0 ? found : ~found]++;
            _failed += isFailed ? 1 : 0;
            _seconds += seconds;
        }
    }

    public TallyCounts Read()
    {
        lock (_gate)
        {
            return new([.. _counts], _failed, _seconds);
        }
    }
}
