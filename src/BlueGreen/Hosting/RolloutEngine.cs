using BlueGreen.Artifacts;
using BlueGreen.Health;
using BlueGreen.Journal;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>A host with everything that it needs.</summary>
internal sealed class RolloutEngine : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ProbeWheel _wheel;
    private readonly RolloutHost _host;

    public RolloutEngine(
        IRolloutStore store, IPlanCatalog plans, IArtifactStore artifacts, IHealthProber prober, HostSettings settings, TimeProvider clock, ILogger logger)
    {
        var storeClock = new StoreClock(clock);
        _wheel = new(clock);
        var factory = new RunnerFactory(store, artifacts, prober, _wheel, _http, storeClock, settings.Driver, logger);
        _host = new(store, plans, factory, storeClock, settings, logger);
    }

    public Task RunAsync(string? application, CancellationToken cancellationToken) => _host.RunAsync(application, cancellationToken);

    public void Dispose()
    {
        _host.Dispose();
        _wheel.Dispose();
        _http.Dispose();
    }
}
