using Microsoft.AspNetCore.Http;

namespace BlueGreen.Yarp.Draining;

/// <summary>
/// One deployment's open long-lived connections. When the deployment has been without weight for the limit, those that are left are cut, and so is each that still
/// begins. Thread-safe.
/// </summary>
/// <param name="limit">How long they may outlive the deployment's weight; null for as long as they like.</param>
/// <param name="clock">Measures that time.</param>
/// <param name="report">Told how many were cut.</param>
internal sealed class LongLivedConnections(TimeSpan? limit, TimeProvider clock, Action<int> report) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<LongLivedConnection> _open = [];
    private ITimer? _timer;
    private bool _isOver;
    private long _cut;
    private long _cutBefore;

    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>How many were ever cut.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    /// <summary>How many were cut since the deployment last lost its weight.</summary>
    public long CutSinceWeight => Cut - Interlocked.Read(ref _cutBefore);

    public LongLivedConnection Add(HttpContext context)
    {
        var connection = new LongLivedConnection(this, context);
        lock (_gate)
        {
            _open.Add(connection);
            CutIfOver();
        }

        return connection;
    }

    public void Remove(LongLivedConnection connection)
    {
        lock (_gate)
        {
            _open.Remove(connection);
        }
    }

    /// <summary>The deployment has weight.</summary>
    public void GainWeight()
    {
        lock (_gate)
        {
            StopTimer();
            _isOver = false;
        }
    }

    /// <summary>The deployment has no weight. Said again, it changes nothing.</summary>
    public void LoseWeight()
    {
        lock (_gate)
        {
            if (limit is { } time && _timer is null)
            {
                Interlocked.Exchange(ref _cutBefore, _cut);
                _timer = clock.CreateTimer(_ => RunOut(), null, time, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            StopTimer();
        }
    }

    private void RunOut()
    {
        lock (_gate)
        {
            _isOver = _timer is not null;
            CutIfOver();
        }
    }

    private void CutIfOver()
    {
        if (!_isOver || _open.Count == 0)
        {
            return;
        }

        foreach (var connection in _open)
        {
            connection.Abort();
        }

        Interlocked.Add(ref _cut, _open.Count);
        report(_open.Count);
        _open.Clear();
    }

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
