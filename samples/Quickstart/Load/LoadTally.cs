namespace Quickstart.Load;

/// <summary>Counts visits, in all and by the release that answered. Thread-safe.</summary>
internal sealed class LoadTally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoadCounts> _versions = [];
    private LoadCounts _all = new();

    public LoadCounts All
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    public LoadCounts Of(string version)
    {
        lock (_lock)
        {
            return _versions.GetValueOrDefault(version) ?? new();
        }
    }

    public void Count(Visit visit, DateTimeOffset at)
    {
        lock (_lock)
        {
            _all = _all.Plus(visit, at);
            if (visit.Version is { } version)
            {
                _versions[version] = (_versions.GetValueOrDefault(version) ?? new()).Plus(visit, at);
            }
        }
    }
}
