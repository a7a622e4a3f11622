using System.Diagnostics;

namespace BlueGreen.Acceptance.Tests;

/// <summary>A Quickstart, started as a user starts it, in a temporary folder of its own.</summary>
internal sealed class QuickstartRun : IAsyncDisposable
{
    private readonly string _temporary;
    private readonly bool _ownsTemporary;
    private readonly Process _process;

    private QuickstartRun(string[] command, QuickstartRun? heirOf, (string Name, string Value)[] variables)
    {
        _ownsTemporary = heirOf is null;
        _temporary = heirOf?._temporary ?? Directory.CreateTempSubdirectory("bluegreen-acceptance-").FullName;
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. command])
        {
            WorkingDirectory = _temporary,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary;
        start.Environment["XDG_STATE_HOME"] = _temporary;
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        StandardOutput = new(_process.StandardOutput);
        StandardError = new(_process.StandardError);
    }

    public Output StandardOutput { get; }

    public Output StandardError { get; }

    public string LastLine => StandardOutput.Text.TrimEnd('\n').Split('\n')[^1];

    /// <summary>The processes that belong to this run: those that have inherited its temporary folder.</summary>
    public IReadOnlyList<int> Processes => RunningProcesses.With("TMPDIR", _temporary);

    public IEnumerable<string> Leftovers => Directory.EnumerateDirectories(_temporary, "bluegreen-quickstart").SelectMany(Directory.EnumerateFileSystemEntries);

    public static QuickstartRun Start(params string[] arguments) => new(["dotnet", Samples.Quickstart, .. arguments], null, []);

    /// <summary>Starts it with variables that its storefronts inherit.</summary>
    public static QuickstartRun StartWith(params (string Name, string Value)[] variables) => new(["dotnet", Samples.Quickstart], null, variables);

    /// <summary>Starts it on a terminal, whose output is standard output.</summary>
    public static QuickstartRun StartOnTerminal(params (string Name, string Value)[] variables) =>
        new(["script", "--quiet", "--return", "--command", $"dotnet '{Samples.Quickstart}'", "/dev/null"], null, [("TERM", "xterm"), .. variables]);

    /// <summary>Starts another one that finds what this one has left.</summary>
    public QuickstartRun StartNext(params string[] arguments) => new(["dotnet", Samples.Quickstart, .. arguments], this, []);

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Kills the storefront of a version as soon as there is one.</summary>
    public async Task KillStorefrontAsync(string version, CancellationToken cancellationToken)
    {
        int? found;
        while ((found = Processes.Cast<int?>().FirstOrDefault(pid => RunningProcesses.IsRelease(pid!.Value, version))) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        using var kill = Process.Start("kill", ["-KILL", $"{found}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    public void Type(char key)
    {
        _process.StandardInput.Write(key);
        _process.StandardInput.Flush();
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
        foreach (var pid in _ownsTemporary ? Processes : [])
        {
            using var kill = Process.Start("kill", ["-KILL", $"{pid}"]);
            await kill.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        if (_ownsTemporary)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }
}
