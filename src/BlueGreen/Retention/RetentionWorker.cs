using BlueGreen.Artifacts;
using BlueGreen.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Retention;

/// <summary>Looks through the store again and again for as long as the program runs. Several hosts of a store may: deleting is repeatable.</summary>
internal sealed class RetentionWorker(IRolloutStore store, IArtifactStore artifacts, RolloutRetention retention, TimeProvider clock, ILogger logger) : BackgroundService
{
    private readonly RolloutSweep _sweep = new(store, artifacts, retention, clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await _sweep.RunAsync(stoppingToken).ConfigureAwait(false) is > 0 and var deleted)
                {
                    logger.RolloutsDeleted(deleted);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.RetentionFailed(retention.Interval, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(retention.Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
