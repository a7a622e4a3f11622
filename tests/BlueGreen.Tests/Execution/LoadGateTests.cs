using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Tests.Execution;

/// <summary>S16: a load test against green, compared with what the last good rollout measured.</summary>
public sealed class LoadGateTests : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-").FullName;
    private readonly InMemoryRolloutStore _store = new(TimeProvider.System);
    private readonly FileArtifactStore _artifacts;
    private readonly Shop _shop = new();
    private int _release = 1;

    public LoadGateTests() => _artifacts = new(new() { Directory = Path.Combine(_folder, "artifacts") });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_run_says_that_there_is_no_baseline_and_becomes_it_by_succeeding()
    {
        var first = await RunAsync("{\"response_time\": 0.2, \"error_rate\": 0, \"throughput\": 100}");

        Assert.Equal(RolloutOutcome.Succeeded, first.Outcome);
        Assert.Contains("there is no baseline 'load' yet; these figures become it when this rollout succeeds", Text(first), StringComparison.Ordinal);

        var second = await RunAsync("{\"response_time\": 0.22, \"error_rate\": 0.0005, \"throughput\": 90}");

        Assert.Equal(RolloutOutcome.Succeeded, second.Outcome);
        Assert.Contains("0.22, baseline 0.2: +10%", Text(second), StringComparison.Ordinal);
        Assert.Contains("90, baseline 100: -10%", Text(second), StringComparison.Ordinal);
        Assert.Contains($"of rollout {first.Rollout}", Text(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_figure_that_is_worse_is_told_and_a_failed_rollout_leaves_no_baseline()
    {
        await RunAsync("{\"response_time\": 0.2, \"error_rate\": 0.004, \"memory\": 0.5, \"throughput\": 100}");

        var worse = await RunAsync("{\"response_time\": 0.3, \"error_rate\": 0.009, \"memory\": 0.66, \"throughput\": 79}");

        Assert.Equal(RolloutOutcome.Failed, worse.Outcome);
        Assert.All(
            ["response_time: 0.3, baseline 0.2: +50%; worse when above 1.2x", "error_rate: 0.009, baseline 0.004: +125%", "memory: 0.66, baseline 0.5: +32%", "throughput: 79, baseline 100: -21%; worse when below 0.8x"],
            text => Assert.Contains(text, worse.Reason, StringComparison.Ordinal));

        var third = await RunAsync("{\"response_time\": 0.21, \"error_rate\": 0.004, \"memory\": 0.5, \"throughput\": 100}");
        Assert.Equal(RolloutOutcome.Succeeded, third.Outcome);
        Assert.Contains("0.21, baseline 0.2", Text(third), StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_rollout_that_was_rolled_back_after_success_is_no_baseline()
    {
        await RunAsync("{\"response_time\": 0.2}");
        var slow = await RunAsync("{\"response_time\": 0.24}");
        await RollBackAsync(slow.Rollout);

        var next = await RunAsync("{\"response_time\": 0.25}");

        Assert.Contains("0.25, baseline 0.2: +25%", next.Reason, StringComparison.Ordinal);
        Assert.Equal(RolloutOutcome.Failed, next.Outcome);
    }

    [Fact]
    public async Task A_result_file_is_read_and_one_of_an_earlier_run_is_not()
    {
        var file = Path.Combine(_folder, "summary.json");
        await File.WriteAllTextAsync(file, "{\"response_time\": 0.1}", Token);
        var baseline = Baseline.Stored("load").ReadFrom("summary.json");

        var missing = await RunAsync(Command.Run("true").In(_folder), baseline);
        var written = await RunAsync(Command.Run("sh", "-c", "echo '{\"response_time\": 0.3}' > summary.json; echo done").In(_folder), baseline);

        Assert.Contains("the command wrote no such file", missing.Reason, StringComparison.Ordinal);
        Assert.Equal(RolloutOutcome.Succeeded, written.Outcome);
        Assert.Contains("\"response_time\",\"passed\":true,\"detail\":\"0.3\"", Text(written), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo no figures", "no JSON object")]
    [InlineData("echo '{\"a\": \"text\"}'", "holds no numbers")]
    [InlineData("echo '{\"response_time\": 0.1}'; exit 4", "exit code 4")]
    public async Task Without_figures_or_with_a_bad_exit_code_the_gate_fails(string script, string reason)
    {
        var result = await RunAsync(Command.Run("sh", "-c", script), Baseline.Stored("load"));

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_required_baseline_must_be_there()
    {
        var result = await RunAsync(Command.Run("echo", "{\"response_time\": 0.1}"), Baseline.Stored("load").Required());

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("the plan requires one", result.Reason, StringComparison.Ordinal);
    }

    private static string Text(RolloutResult result) => string.Concat(result.Journal.Select(entry => JsonNode.Parse(JournalJson.Write(entry.Event))!.ToJsonString(Readable)));

    private Task<RolloutResult> RunAsync(string figures) => RunAsync(Command.Run("sh", "-c", "echo warming up; echo \"$0\"", figures), Baseline.Stored("load"));

    private Task<RolloutResult> RunAsync(Command command, Baseline baseline) => _shop.Plan().DeployGreen()
        .Gate("load", Checks.Command(command), compareWith: baseline)
        .ShiftTo(Percentage.All).Promote().Build()
        .RunAsync(new Release($"{++_release}"), new RunOptions { Store = _store, Artifacts = _artifacts }, Token);

    private async Task RollBackAsync(RolloutId rollout)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<IRolloutStore>(_store);
        builder.Services.AddBlueGreen().AddRollout("shop", (_, _) => _shop.QuickPlan());
        using var host = builder.Build();
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<IRolloutClient>();

        var back = await client.RollBackAsync(rollout, Rollback.Immediate, "ann", "too slow", cancellationToken: Token);

        await foreach (var entry in client.WatchAsync(back, cancellationToken: Token))
        {
            Assert.True(entry.Event is not RolloutClosed { Outcome: not RolloutOutcome.RolledBack });
        }

        await host.StopAsync(Token);
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var name in _artifacts.ListAsync("shop", Token))
        {
            count++;
        }

        return count;
    }
}
