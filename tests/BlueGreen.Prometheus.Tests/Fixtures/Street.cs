using System.Collections.Concurrent;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>Two services, a router that divides users between them, users, and the Prometheus that scrapes both.</summary>
internal sealed class Street : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DeploymentId, Uri> _addresses = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, Service> _services;
    private readonly ReferenceTrafficRouter _router = new();
    private readonly ReferenceEnvironment _environment;
    private readonly PrometheusMetrics _metrics;
    private Task _users = Task.CompletedTask;

    private Street(Dictionary<string, Service> services)
    {
        _services = services;
        _environment = new(router: _router);
        Prometheus = new([.. services.Values.Select(service => service.Address)]);
        var options = new PrometheusOptions { Server = Prometheus.Address, ScrapeInterval = PrometheusProcess.ScrapeInterval }.AddHttpServer().AddProcess(1_000, 1);
        options.Http.Breaker.OpenFor = TimeSpan.FromSeconds(1);   // a minute is for production
        options.Answers.Remove(Metric.ResponseTime);
        options.Answers.Remove(Metric.CpuUsage);
        _metrics = new(options);
    }

    public PrometheusProcess Prometheus { get; }

    /// <summary>Starts all of it, with the first version live.</summary>
    public static async Task<Street> OpenAsync(Service green, CancellationToken cancellationToken)
    {
        var street = new Street(new() { ["1.0.0"] = await Service.StartAsync("1.0.0", cancellationToken: cancellationToken), ["2.0.0"] = green });
        await street.Prometheus.StartAsync(cancellationToken);
        var first = street.Roles().WithoutTriggers("nobody is there yet").DeployGreen().ShiftTo(Percentage.All).Promote().Build();
        await street.RunAsync(first, "1.0.0", null, cancellationToken);
        street._users = street.VisitAsync();
        await street.Prometheus.UntilAsync("count(http_server_request_duration_seconds_count{http_response_status_code=\"200\"} > bool 0) > bool 1", 1, cancellationToken);
        return street;
    }

    public RolloutBuilder Plan() => Roles().Metrics(_metrics, sampleEvery: TimeSpan.FromSeconds(0.5));

    public Task<RolloutResult> RunAsync(RolloutPlan plan, string version, Action<RolloutEvent>? seen, CancellationToken cancellationToken) =>
        plan.RunAsync(new Release(version), new() { Progress = new Watcher(this, seen) }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _users;
        _metrics.Dispose();
        await Prometheus.DisposeAsync();
        foreach (var service in _services.Values)
        {
            await service.DisposeAsync();
        }

        _closing.Dispose();
    }

    private RolloutBuilder Roles() => new RolloutBuilder("shop").Environment(_environment).Traffic(_router);

    /// <summary>One user after the other, each sent where the router says, until the street closes.</summary>
    private async Task VisitAsync()
    {
        using var http = new HttpClient();
        while (!_closing.IsCancellationRequested)
        {
            if (_router.Pick() is { } deployment && _addresses.TryGetValue(deployment, out var address))
            {
                using var answer = await http.GetAsync(address, CancellationToken.None);
            }

            await Task.Delay(2, CancellationToken.None);
        }
    }

    private sealed class Watcher(Street street, Action<RolloutEvent>? seen) : IProgress<JournalEntry>
    {
        public void Report(JournalEntry value)
        {
            if (value.Event is OperationCompleted { Deployment: { } deployment })
            {
                street._addresses[deployment.Id] = street._services[deployment.Version!].Address;
            }

            seen?.Invoke(value.Event);
        }
    }
}
