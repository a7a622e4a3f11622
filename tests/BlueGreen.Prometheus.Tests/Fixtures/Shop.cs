namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>Two versions whose requests are counted as OpenTelemetry counts them, scraped by a real Prometheus.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private const string Histogram = "http_server_request_duration_seconds";

    private static readonly (string Bound, double Seconds)[] Bounds = [("0.1", 0.1), ("0.5", 0.5), ("+Inf", double.PositiveInfinity)];

    private static int _markers;

    private Shop(Target target, PrometheusProcess prometheus) => (Target, Prometheus) = (target, prometheus);

    public Target Target { get; }

    public PrometheusProcess Prometheus { get; }

    /// <summary>Starts everything; nothing is served yet.</summary>
    public static async Task<Shop> StartAsync(CancellationToken cancellationToken)
    {
        var target = await Target.StartAsync(cancellationToken);
        var shop = new Shop(target, new(target.Address));
        await shop.Prometheus.StartAsync(cancellationToken);
        await shop.ScrapedAsync(cancellationToken);
        return shop;
    }

    public PrometheusMetrics Connect(Action<PrometheusOptions>? configure = null)
    {
        var options = new PrometheusOptions { Server = Prometheus.Address, ScrapeInterval = PrometheusProcess.ScrapeInterval }.AddHttpServer("job=\"shop\"").AddProcess(1_000, 1, "job=\"shop\"");
        configure?.Invoke(options);
        return new(options);
    }

    /// <summary>A process of a version begins, with counters at 0.</summary>
    public void Begin(string version)
    {
        Target.Remove(series => series.Contains($"version=\"{version}\"", StringComparison.Ordinal));
        Serve(version, 0, 0, 0.05);
        Target.Set(($"process_resident_memory_bytes{{version=\"{version}\"}}", 400), ($"process_cpu_seconds_total{{version=\"{version}\"}}", 1));
    }

    /// <summary>Counts requests of a version, all of the same length.</summary>
    public void Serve(string version, int requests, int errors, double seconds)
    {
        var changes = new List<(string, double)>();
        foreach (var (status, count) in new[] { ("200", requests - errors), ("500", errors) })
        {
            var labels = $"version=\"{version}\",http_response_status_code=\"{status}\"";
            if (count == 0 && (status != "200" || requests > 0))
            {
                continue;
            }

            changes.AddRange(Bounds.Select(bound => Raised($"{Histogram}_bucket{{{labels},le=\"{bound.Bound}\"}}", seconds <= bound.Seconds ? count : 0)));
            changes.Add(Raised($"{Histogram}_sum{{{labels}}}", count * seconds));
            changes.Add(Raised($"{Histogram}_count{{{labels}}}", count));
        }

        Target.Set([.. changes]);
    }

    /// <summary>Waits until Prometheus has what the target shows now.</summary>
    public Task ScrapedAsync(CancellationToken cancellationToken)
    {
        var marker = $"marker_{Interlocked.Increment(ref _markers)}";
        Target.Set((marker, 1));
        return Prometheus.UntilAsync(marker, 1, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Prometheus.DisposeAsync();
        await Target.DisposeAsync();
    }

    private (string, double) Raised(string series, double by) => (series, Target.Get(series) + by);
}
