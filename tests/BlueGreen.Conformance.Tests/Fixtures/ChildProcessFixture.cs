using System.Diagnostics;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Real processes of the test app, in a state folder of their own. Whatever was started is gone afterwards.</summary>
internal sealed class ChildProcessFixture : EnvironmentFixture
{
    private readonly string _state = Directory.CreateTempSubdirectory("bluegreen-conformance-").FullName;
    private readonly List<ChildProcessEnvironment> _environments = [];

    public override string BrokenVersion => "broken";

    public override Task<IEnvironmentProvider> CreateAsync(CancellationToken cancellationToken)
    {
        var environment = new ChildProcessEnvironment(
            Command.Run("dotnet", TestApp, "--fail-version", "broken", ReleaseToken.Version),
            new() { StateDirectory = _state, ReadinessPath = "/health", StopGrace = TimeSpan.Zero, StopOnExit = true });
        _environments.Add(environment);
        return Task.FromResult<IEnvironmentProvider>(environment);
    }

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_state, Application);
        var away = $"{folder}-away";
        Directory.Move(folder, away);
        File.WriteAllText(folder, "A file where a folder is expected.");
        return Task.FromResult<IAsyncDisposable?>(new Disposable(() =>
        {
            File.Delete(folder);
            Directory.Move(away, folder);
        }));
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var environment in _environments)
        {
            await environment.DisposeAsync();
        }

        foreach (var left in Started())
        {
            left.Kill(entireProcessTree: true);   // what a host leaves to one that drives under a higher epoch
        }

        Directory.Delete(_state, recursive: true);
        await base.DisposeAsync();
    }

    private IEnumerable<Process> Started() => Process.GetProcesses().Where(process => Variables(process.Id).Contains(_state, StringComparison.Ordinal));

    private static string Variables(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";   // it is gone, or somebody else's
        }
    }

    private static string TestApp { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("BlueGreen.Conformance.Tests", "BlueGreen.TestApp", StringComparison.Ordinal), "BlueGreen.TestApp.dll");
}
