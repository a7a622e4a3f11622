using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>
/// Does something again and again, whatever it throws. The first failure is logged, then one a minute, and that it works again: a store that is away for an hour fills no disk.
/// </summary>
internal sealed class Repetition(string what, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private long _failures;
    private long _loggedAt;

    /// <param name="action">Done each time.</param>
    /// <param name="wait">Waits for the next time, knowing whether this one failed; ends everything when it throws.</param>
    /// <param name="cancellationToken">What the action throws when this is cancelled is not logged.</param>
    public async Task RunAsync(Func<CancellationToken, Task> action, Func<bool, Task> wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await action(cancellationToken).ConfigureAwait(false);
                Succeeded();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(exception);
            }

            await wait(_failures > 0).ConfigureAwait(false);
        }
    }

    private void Succeeded()
    {
        if (_failures > 0)
        {
            logger.StoreCallsSucceed(what, _failures);
            _failures = 0;
        }
    }

    private void Failed(Exception exception)
    {
        if (_failures++ == 0 || clock.GetElapsedTime(_loggedAt) >= LogInterval)
        {
            _loggedAt = clock.GetTimestamp();
            logger.StoreCallFailed(what, exception);
        }
    }
}
