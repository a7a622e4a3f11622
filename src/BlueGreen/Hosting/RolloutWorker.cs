using BlueGreen.Artifacts;
using BlueGreen.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Drives the rollouts of a store for as long as the program runs.</summary>
internal sealed class RolloutWorker(
    IRolloutStore store, IPlanCatalog plans, IArtifactStore artifacts, IHealthProber prober, HostSettings settings, TimeProvider clock, ILoggerFactory loggers) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var engine = new RolloutEngine(store, plans, artifacts, prober, settings, clock, loggers.CreateLogger("BlueGreen"));
        await engine.RunAsync(null, stoppingToken).ConfigureAwait(false);
    }
}
