using System.Diagnostics;
using System.Text.Json;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>The deploy tool, started as a user starts it, in a temporary folder of its own.</summary>
internal sealed class ToolRun : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly Process _process;

    private ToolRun(ToolRun? heirOf, Caller[] callers)
    {
        _ownsFolder = heirOf is null;
        _folder = heirOf?._folder ?? Directory.CreateTempSubdirectory("bluegreen-acceptance-").FullName;
        var start = new ProcessStartInfo("dotnet", [Samples.AspNetCoreHost, .. Arguments(callers)])
        {
            WorkingDirectory = Path.GetDirectoryName(Samples.AspNetCoreHost),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _folder;
        _process = Process.Start(start)!;
        StandardOutput = new(_process.StandardOutput);
        StandardError = new(_process.StandardError);
    }

    public Output StandardOutput { get; }

    public Output StandardError { get; }

    public Uri Url => new(StandardOutput.Text.Split(Listening)[1].Split('\n')[0]);

    /// <summary>The processes that belong to this run: those that have inherited its temporary folder.</summary>
    public IReadOnlyList<int> Processes => RunningProcesses.With("TMPDIR", _folder);

    /// <param name="callers">Who may call; nobody for a tool that does not begin.</param>
    public static ToolRun Start(params Caller[] callers) => new(null, callers);

    /// <summary>Starts another one that finds what this one has left.</summary>
    public ToolRun StartNext(params Caller[] callers) => new(this, callers);

    public Task ReadyAsync(CancellationToken cancellationToken) => StandardOutput.WaitForAsync("Application started", cancellationToken);

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAll(StandardOutput.Completion, StandardError.Completion).WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pid in _ownsFolder ? Processes : [])
        {
            using var kill = Process.Start("kill", ["-KILL", $"{pid}"]);
            await kill.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string[] Arguments(Caller[] callers) =>
    [
        "--urls", "http://127.0.0.1:0",
        "--Storefront:StateDirectory", Path.Combine(_folder, "state"),
        "--Storefront:SampleEvery", "00:00:02",
        "--Storefront:Bake", "00:00:04",
        .. callers.Length == 0 ? [] : (string[])["--callers", WriteCallers(callers)],
    ];

    private string WriteCallers(Caller[] callers)
    {
        var file = Path.Combine(_folder, "callers.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Access = new { Callers = callers.Select(caller => new { caller.Name, caller.Token, Roles = new[] { caller.Role } }) } }));
        return file;
    }
}
