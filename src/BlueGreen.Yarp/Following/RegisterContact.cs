using Microsoft.Extensions.Logging;

namespace BlueGreen.Yarp.Following;

/// <summary>Logs once when the register goes away, and once when it is back.</summary>
internal sealed class RegisterContact(string application, string router, ILogger logger)
{
    private bool _isAway;

    public void Lost(Exception exception)
    {
        if (!_isAway)
        {
            _isAway = true;
            Log.RegisterAway(logger, exception, router, application);
        }
    }

    public void Made()
    {
        if (_isAway)
        {
            _isAway = false;
            Log.RegisterBack(logger, router, application);
        }
    }
}
