using System.Text.Json;

namespace BlueGreen.Acceptance.Tests;

/// <summary>A Quickstart that nobody disturbs, run once.</summary>
public sealed class CompleteRun : IAsyncLifetime
{
    public int ExitCode { get; private set; }

    public string StandardOutput { get; private set; } = "";

    public string StandardError { get; private set; } = "";

    public JsonElement Rollouts { get; private set; }

    public IReadOnlyList<string> Reports { get; private set; } = [];

    public IReadOnlyList<JsonElement> Records { get; private set; } = [];

    public IReadOnlyList<int> ProcessesLeft { get; private set; } = [];

    public IReadOnlyList<string> FilesLeft { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var run = QuickstartRun.Start("--compare-rules");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        ExitCode = await run.EndAsync(patience.Token);
        StandardOutput = run.StandardOutput.Text;
        StandardError = run.StandardError.Text;
        ProcessesLeft = run.Processes;
        FilesLeft = [.. run.Leftovers];
        Rollouts = JsonDocument.Parse(run.LastLine).RootElement.GetProperty("rollouts");
        Reports = [.. Rollouts.EnumerateArray().Select(rollout => File.ReadAllText(rollout.GetProperty("report").GetString()!))];
        Records = [.. Rollouts.EnumerateArray().Select(rollout => JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(rollout.GetProperty("report").GetString()!, "json"))).RootElement)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
