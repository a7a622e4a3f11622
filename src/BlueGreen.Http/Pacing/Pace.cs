namespace BlueGreen.Http.Pacing;

/// <summary>
/// Counts down what a rate limit leaves, between the answers that say so. When nothing is left, callers wait until the window ends. Thread-safe.
/// </summary>
internal sealed class Pace(TimeProvider clock)
{
    /// <summary>How far apart two answers may put the end of the same window: they round to seconds, and take their time.</summary>
    private static readonly TimeSpan SameWindow = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private long _left;
    private long? _quota;
    private TimeSpan _windowEnd;
    private bool _isKnown;

    /// <summary>Takes one of the requests that are left: zero; or says how long to wait before asking again.</summary>
    public TimeSpan Take()
    {
        using (_lock.EnterScope())
        {
            var now = Now();
            if (_isKnown && now >= _windowEnd)
            {
                _isKnown = _quota is not null;
                _left = _quota ?? 0;
                _windowEnd = TimeSpan.MaxValue;
            }

            if (!_isKnown)
            {
                return TimeSpan.Zero;
            }

            if (_left > 0)
            {
                _left--;
                return TimeSpan.Zero;
            }

            return _windowEnd == TimeSpan.MaxValue ? TimeSpan.Zero : _windowEnd - now;
        }
    }

    /// <summary>An answer counts the requests that it knew of; those sent meanwhile are counted here, so within a window the lower number holds.</summary>
    public void Learn(RateLimit limit)
    {
        using (_lock.EnterScope())
        {
            var end = Now() + limit.ResetIn;
            var isSame = _isKnown && _windowEnd != TimeSpan.MaxValue && (end - _windowEnd).Duration() <= SameWindow;
            _left = isSame ? Math.Min(_left, limit.Remaining) : limit.Remaining;
            _windowEnd = isSame && _windowEnd > end ? _windowEnd : end;
            _quota = limit.Quota ?? _quota;
            _isKnown = true;
        }
    }

    private TimeSpan Now() => clock.GetElapsedTime(0);
}
