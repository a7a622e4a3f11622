using Microsoft.Extensions.Logging;

namespace BlueGreen.Yarp.Following;

/// <summary>Logs once when the register goes away, once when it has been away for too long, and once when it is back.</summary>
internal sealed class RegisterContact(string application, string router, ILogger logger)
{
    private bool _isAway;
    private bool _isLapsed;

    public void Lost(Exception exception)
    {
        if (!_isAway)
        {
            _isAway = true;
            Log.RegisterAway(logger, exception, router, application);
        }
    }

    public void Lapsed(TimeSpan? limit)
    {
        if (limit is not null && !_isLapsed)
        {
            _isLapsed = true;
            Log.ServesNothing(logger, router, application, limit.Value);
        }
    }

    public void Made()
    {
        if (_isAway || _isLapsed)
        {
            _isAway = _isLapsed = false;
            Log.RegisterBack(logger, router, application);
        }
    }
}
