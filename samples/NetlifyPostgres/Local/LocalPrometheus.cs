using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen;
using BlueGreen.PostgresServer;

namespace NetlifyPostgres.Local;

/// <summary>
/// A real Prometheus on a free port of 127.0.0.1, with a temporary folder, that scrapes the router and the processes of the deploys. A watchdog ends it by its process id and removes the folder as soon as
/// this process has ended, however that did.
/// </summary>
internal sealed class LocalPrometheus : IAsyncDisposable
{
    public static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(0.5);

    private const string Watchdog = """
        trap '' INT TERM HUP
        folder=$1; shift
        "$@" >>"$folder/log" 2>&1 &
        echo $!
        read -r again
        kill -KILL $!
        wait
        [ -n "$again" ] || rm -rf "$folder"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("exams-prometheus-").FullName;
    private readonly int _port = PostgresCluster.FreePort();
    private readonly Lock _lock = new();
    private readonly string _program;
    private Process? _watchdog;
    private ImmutableList<ScrapeTarget> _targets = [];

    private LocalPrometheus(string program) => _program = program;

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    public int ProcessId { get; private set; }

    private string Targets => Path.Combine(_folder, "apis.json");

    /// <exception cref="ProviderException">It is not installed, or does not start; says what to do.</exception>
    public static async Task<LocalPrometheus> StartAsync(Uri router)
    {
        var prometheus = new LocalPrometheus(Find());
        prometheus.Write();
        await File.WriteAllTextAsync(Path.Combine(prometheus._folder, "prometheus.yml"), $"""
            global:
              scrape_interval: 500ms
              scrape_timeout: 500ms
            scrape_configs:
              - job_name: exams-router
                static_configs:
                  - targets: ['{router.Authority}']
              - job_name: exams-api
                file_sd_configs:
                  - files: ['{prometheus.Targets}']
                    refresh_interval: 1s

            """);
        await prometheus.StartAsync();
        return prometheus;
    }

    /// <summary>The program on the path.</summary>
    /// <exception cref="ProviderException">There is none; says what to do.</exception>
    public static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, "prometheus")).FirstOrDefault(File.Exists)
        ?? throw ProviderException.Permanent(
            "There is no program 'prometheus' on the path, and the local world judges releases by a Prometheus of its own. Install it (Debian, Ubuntu: sudo apt-get install prometheus; elsewhere: https://prometheus.io/download/) "
            + "or put its folder on the path, and run this again.");

    /// <summary>Scrapes a process from now on; Prometheus takes up to five seconds to notice.</summary>
    public void Scrape(ScrapeTarget target) => Change(targets => targets.Add(target));

    public void Forget(string authority) => Change(targets => targets.RemoveAll(target => target.Authority == authority));

    /// <summary>Kills it as an operator would who has no patience.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(ProcessId);
        process.Kill();
        while (!HasEnded())
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Starts it again at the same address, with what it had written down.</summary>
    public async Task StartAgainAsync()
    {
        await _watchdog!.StandardInput.WriteLineAsync("again");
        await EndAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_watchdog is not null)
        {
            await EndAsync();
        }
    }

    private async Task StartAsync()
    {
        _watchdog = Process.Start(new ProcessStartInfo(
            "setsid",
            [
                "sh", "-c", Watchdog, "watchdog", _folder, _program, $"--config.file={Path.Combine(_folder, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(_folder, "data")}",
                $"--web.listen-address={Address.Authority}", "--scrape.discovery-reload-interval=500ms", "--log.level=error",
            ])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        ProcessId = int.Parse((await _watchdog.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        var begun = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (HasEnded() || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw ProviderException.Permanent($"Prometheus ({_program}) did not begin to answer at {Address}. It wrote: {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
            }

            await Task.Delay(20);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var ready = await http.GetAsync(new Uri(Address, "-/ready"));
            return ready.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Whether nothing but its entry in the table of processes is left, which the watchdog keeps: nothing waits for that to go.</summary>
    private bool HasEnded() => File.ReadAllText($"/proc/{ProcessId}/stat").Contains(") Z ", StringComparison.Ordinal);

    private async Task EndAsync()
    {
        _watchdog!.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
        _watchdog = null;
    }

    private void Change(Func<ImmutableList<ScrapeTarget>, ImmutableList<ScrapeTarget>> change)
    {
        lock (_lock)
        {
            _targets = change(_targets);
            Write();
        }
    }

    private void Write()
    {
        var groups = _targets.Select(target => new { targets = new[] { target.Authority }, labels = new { deployment = target.Deployment, version = target.Version } });
        File.WriteAllText($"{Targets}.new", JsonSerializer.Serialize(groups));
        File.Move($"{Targets}.new", Targets, overwrite: true);
    }
}
