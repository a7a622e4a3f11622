using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>The first failure is logged, then one a minute, and that it works again: a store that is away for an hour fills no disk.</summary>
internal sealed class FailureLog(string what, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _loggedAt;

    /// <summary>How many there have been since it last worked.</summary>
    public long Failures { get; private set; }

    public void Succeeded()
    {
        if (Failures > 0)
        {
            logger.StoreCallsSucceed(what, Failures);
            Failures = 0;
        }
    }

    public void Failed(Exception exception)
    {
        if (Failures++ == 0 || clock.GetElapsedTime(_loggedAt) >= Interval)
        {
            _loggedAt = clock.GetTimestamp();
            logger.StoreCallFailed(what, exception);
        }
    }
}
