using System.Diagnostics;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The sample with the whole procedure, started as a user starts it.</summary>
internal sealed class ProcedureRun : IAsyncDisposable
{
    /// <summary>A variable that all processes of a run inherit.</summary>
    private const string Mark = "BLUEGREEN_PROCEDURE_RUN";

    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly Process _process;

    private ProcedureRun(string folder, string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Samples.NetlifyPostgres, .. arguments, "--folder", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Mark] = _mark;
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

    /// <summary>The processes that belong to this run.</summary>
    public IReadOnlyList<int> Processes => RunningProcesses.With(Mark, _mark);

    public static ProcedureRun Start(string folder, params string[] arguments) => new(folder, arguments, []);

    public static ProcedureRun StartWith((string Name, string Value)[] variables, string folder, params string[] arguments) => new(folder, arguments, variables);

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAll(StandardOutput.Completion, StandardError.Completion).WaitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Types a line.</summary>
    public void Type(string line) => _process.StandardInput.WriteLine(line);

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
