using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Does something again and again, whatever it throws.</summary>
internal sealed class Repetition(string what, TimeProvider clock, ILogger logger)
{
    private readonly FailureLog _log = new(what, clock, logger);

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
                _log.Succeeded();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _log.Failed(exception);
            }

            await wait(_log.Failures > 0).ConfigureAwait(false);
        }
    }
}
