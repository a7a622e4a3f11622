using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>A real Prometheus on a free port of 127.0.0.1 that scrapes its targets five times a second. Killed and started again it has its samples still.</summary>
internal sealed class PrometheusProcess(params Uri[] scraped) : IAsyncDisposable
{
    public static readonly TimeSpan ScrapeInterval = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
    private readonly int _port = FreePort();
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>What is switched on in it beyond the usual, separated by commas.</summary>
    public string Features { get; init; } = "";

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var configuration = Path.Combine(_folder, "prometheus.yml");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            global:
              scrape_interval: 200ms
              scrape_timeout: 200ms
            scrape_configs:
              - job_name: shop
                static_configs:
                  - targets: [{string.Join(", ", scraped.Select(target => $"'{target.Authority}'"))}]

            """,
            cancellationToken);
        _process = Process.Start(new ProcessStartInfo(
            "prometheus",
            [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}", $"--web.listen-address=127.0.0.1:{_port}", "--log.level=error", $"--enable-feature={Features}"]))!;
        await UntilAsync(async () =>
        {
            Assert.False(_process.HasExited, "Prometheus ended while it started.");
            using var ready = await _http.GetAsync(new Uri(Address, "-/ready"), cancellationToken);
            return ready.IsSuccessStatusCode;
        }, cancellationToken);
    }

    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Waits until an expression has a value.</summary>
    public Task UntilAsync(string expression, double value, CancellationToken cancellationToken) => UntilAsync(async () =>
    {
        using var client = new Asking.PrometheusClient(new() { Server = Address }, null, TimeProvider.System, null);
        var series = await client.AskAsync(expression, null, cancellationToken);
        return series is [{ Samples: [var sample, ..] }, ..] && sample.Value == value;
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task UntilAsync(Func<Task<bool>> isTrue, CancellationToken cancellationToken)
    {
        while (!await AskAsync(isTrue))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static async Task<bool> AskAsync(Func<Task<bool>> isTrue)
    {
        try
        {
            return await isTrue();
        }
        catch (Exception exception) when (exception is HttpRequestException or ProviderException { IsTransient: true })
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
