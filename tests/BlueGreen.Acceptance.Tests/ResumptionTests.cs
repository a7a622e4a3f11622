using System.Text.Json;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The Quickstart, killed in the middle of a rollout and started again.</summary>
public sealed class ResumptionTests
{
    private const int Patience = 300_000;

    [Theory(Timeout = Patience)]
    [InlineData("… bake at 50%")]
    [InlineData("  blue 50%, green 50%")]
    public async Task A_killed_run_is_resumed_by_the_next_one(string moment)
    {
        var token = TestContext.Current.CancellationToken;
        await using var killed = QuickstartRun.Start("--bake", "4");
        await killed.StandardError.WaitForAsync(moment, token);
        await killed.SignalAsync("KILL");
        await killed.EndAsync(token);
        Assert.Equal(2, killed.Processes.Count);

        await using var next = killed.StartNext("--bake", "4");
        Assert.Equal(0, await next.EndAsync(token));

        var said = next.StandardError.Text;
        Assert.Contains("while it rolled out 2.0.0: that rollout is resumed", said, StringComparison.Ordinal);
        Assert.DoesNotContain("rolling out 1.0.0", said, StringComparison.Ordinal);
        var rollouts = JsonDocument.Parse(next.LastLine).RootElement.GetProperty("rollouts").EnumerateArray().ToArray();
        Assert.Equal(["2.0.0", "3.0.0"], rollouts.Select(rollout => rollout.GetProperty("version").GetString()));
        Assert.Contains(rollouts[0].GetProperty("outcome").GetString(), new[] { "Succeeded", "RolledBack" });
        Assert.Equal("RolledBack", rollouts[1].GetProperty("outcome").GetString());
        Assert.All(rollouts, rollout => Assert.Equal(0, rollout.GetProperty("failedRequests").GetInt64()));
        Assert.Empty(next.Processes);
        Assert.Empty(next.Leftovers);
    }

    [Fact(Timeout = Patience)]
    public async Task Users_are_served_by_the_kept_split_before_the_rollout_goes_on()
    {
        var token = TestContext.Current.CancellationToken;
        await using var killed = QuickstartRun.Start("--bake", "60");
        await killed.StandardError.WaitForAsync("… bake at 10%", token);
        await killed.SignalAsync("KILL");
        await killed.EndAsync(token);

        await using var next = killed.StartNext("--bake", "60");
        await next.StandardError.WaitForAsync("is resumed", token);
        await next.StandardError.WaitForAsync("… bake at 10%", token);
        await next.SignalAsync("INT");

        Assert.Equal(130, await next.EndAsync(token));
        Assert.Contains("\"outcome\":\"RolledBack\"", next.LastLine, StringComparison.Ordinal);
        Assert.Contains("\"failedRequests\":0", next.LastLine, StringComparison.Ordinal);
        Assert.Matches(@"Users are on 1\.0\.0: (\d+) of \1 requests", next.StandardError.Text);
        Assert.Empty(next.Processes);
        Assert.Empty(next.Leftovers);
    }
}
