using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Processes;

namespace BlueGreen.IntegrationTests.Processes;

/// <summary>A state folder of its own and the environments that share it. Whatever they started is gone afterwards.</summary>
public sealed class Bench : IAsyncDisposable
{
    public const string Application = "shop";

    private readonly HttpClient _http = new();
    private readonly List<ChildProcessEnvironment> _environments = [];
    private readonly List<Process> _processes = [];

    public string State { get; } = Directory.CreateTempSubdirectory("bluegreen-").FullName;

    public string Flag => Path.Combine(State, "flag");

    private string Deployments => Path.Combine(State, Application, "deployments");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ChildProcessEnvironment Open(params string[] arguments) => Open(TestApp.Storefront(arguments), new());

    public ChildProcessEnvironment Open(Command command, ChildProcessOptions options)
    {
        var environment = new ChildProcessEnvironment(command, options with { StateDirectory = State, ReadinessPath = options.ReadinessPath ?? "/health" });
        _environments.Add(environment);
        return environment;
    }

    public static OperationContext Operation(string id = "deploy-1", string version = "2.0.0", long epoch = 1, long intent = 1) => new()
    {
        Rollout = new("rollout"),
        Application = Application,
        Step = "step",
        Operation = new(id),
        Token = new(epoch, intent),
        StartedAt = DateTimeOffset.UtcNow,
        Deadline = DateTimeOffset.UtcNow.AddMinutes(2),
        TimeLeft = TimeSpan.FromMinutes(2),
        Release = new(version),
    };

    public Task<string> GetAsync(Deployment deployment, string path) => _http.GetStringAsync(new Uri(deployment.Url, path), Token);

    public async Task<int> PidAsync(Deployment deployment) => (await PidsAsync(deployment))[0];

    public async Task<int[]> PidsAsync(Deployment deployment) =>
        [.. (await GetAsync(deployment, "pid")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];

    public Task ExitAsync(Deployment deployment, int code = 1) => _http.PostAsync(new Uri(deployment.Url, $"exit/{code}"), null, Token).ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>The processes that lead a session: one for each deployment that runs.</summary>
    public int CountRunning() => Marked().Count(process => process.Session == process.Pid);

    public bool IsAnyRunning() => Marked().Any();

    public static bool IsRunning(int pid) => ProcessTable.Find(pid) is { IsGone: false };

    public Process Track(Process process)
    {
        _processes.Add(process);
        return process;
    }

    public JsonNode? Record() => Directory.Exists(Deployments) && Directory.GetFiles(Deployments, "*.json") is [var file] ? JsonNode.Parse(File.ReadAllText(file)) : null;

    public void Edit(Action<JsonNode> edit)
    {
        var record = Record()!;
        edit(record);
        File.WriteAllText(Directory.GetFiles(Deployments, "*.json").Single(), record.ToJsonString());
    }

    public void BreakLive() => File.WriteAllText(Path.Combine(State, Application, "live.json"), "{ broken");

    public string[] Files() => [.. Directory.GetFiles(Deployments).Select(Path.GetFileName)!];

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var environment in _environments)
        {
            await environment.DisposeAsync();
        }

        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        await new ProcessStopper(TimeProvider.System).StopAsync(() => [.. Marked()], TimeSpan.Zero, CancellationToken.None);
        _http.Dispose();
        Directory.Delete(State, recursive: true);
    }

    private IEnumerable<ProcessEntry> Marked() =>
        ProcessTable.Running().Where(process => ProcessTable.VariablesOf(process.Pid).Contains($"BLUEGREEN_STATE_DIRECTORY={Path.Combine(State, Application)}"));
}
