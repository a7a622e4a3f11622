using BlueGreen.Artifacts;
using BlueGreen.Health;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>A host with everything that it needs.</summary>
internal sealed class RolloutEngine : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly RolloutHost _host;

    public RolloutEngine(
        IRolloutStore store, IPlanCatalog plans, IArtifactStore artifacts, IHealthProber prober, HostSettings settings, TimeProvider clock, ILogger logger)
    {
        var storeClock = new StoreClock(clock);
        Wheel = new(clock);
        var factory = new RunnerFactory(store, artifacts, prober, Wheel, _http, storeClock, settings.Driver, logger);
        _host = new(store, plans, factory, storeClock, settings, logger);
    }

    /// <summary>Says when the probes of this host's rollouts begin.</summary>
    public ProbeWheel Wheel { get; }

    public Task RunAsync(string? application, CancellationToken cancellationToken) => _host.RunAsync(application, cancellationToken);

    public void Dispose()
    {
        _host.Dispose();
        Wheel.Dispose();
        _http.Dispose();
    }
}
