using BlueGreen.NetlifyEmulator.Faults;

namespace BlueGreen.NetlifyEmulator.Requests;

/// <summary>The requests so far, in the order in which they came.</summary>
public sealed class RequestLog
{
    private readonly List<RecordedRequest> _requests = [];
    private int _uploads;

    /// <summary>All of them, up to now.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The most uploads that were under way at one time.</summary>
    public int MostConcurrentUploads { get; private set; }

    /// <summary>Those with a method and a path that matches a pattern, as of <see cref="FaultList.Add"/>.</summary>
    public IReadOnlyList<RecordedRequest> Of(string method, string pattern)
    {
        var path = new PathPattern(method, pattern);
        return [.. All.Where(request => path.IsMatch(request.Method, request.Path))];
    }

    /// <summary>Forgets what came so far.</summary>
    public void Clear()
    {
        lock (_requests)
        {
            _requests.Clear();
            MostConcurrentUploads = _uploads;
        }
    }

    internal RecordedRequest Add(Func<int, RecordedRequest> create)
    {
        lock (_requests)
        {
            var request = create(_requests.Count + 1);
            _requests.Add(request);
            return request;
        }
    }

    /// <returns>How many are under way with this one.</returns>
    internal int BeginUpload()
    {
        lock (_requests)
        {
            MostConcurrentUploads = Math.Max(MostConcurrentUploads, ++_uploads);
            return _uploads;
        }
    }

    internal void EndUpload()
    {
        lock (_requests)
        {
            _uploads--;
        }
    }
}
