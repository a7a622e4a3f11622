namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>The deploy tool, begun and ended.</summary>
public sealed class ShutdownTests
{
    private const int Patience = 600_000;

    [Fact(Timeout = Patience)]
    public async Task A_tool_that_is_stopped_leaves_the_rollout_where_it_stands_and_only_what_is_live_running()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = ToolRun.Start(Caller.All);
        await run.ReadyAsync(token);
        using var client = new ToolClient(run, Caller.Operator);
        await using (new Visitors(run.Url))
        {
            await OpenTool.OpenAsync(run, "1.0.0");
        }

        var id = await client.StartAsync("2.0.0");
        List<Happened> seen = [];
        await foreach (var happened in client.WatchAsync(id, cancellationToken: token))
        {
            seen.Add(happened);
            if (happened.Kind == "trafficShifted")
            {
                await run.TerminateAsync();
            }
        }

        Assert.True(await run.EndAsync(token) == 0, run.StandardOutput.Text + run.StandardError.Text);
        Assert.DoesNotContain(seen, happened => happened.Kind is "rollbackStarted" or "outcomeReached" or "rolloutClosed");
        Assert.DoesNotContain("fail: ", run.StandardOutput.Text, StringComparison.Ordinal);
        var left = Assert.Single(run.Processes);
        Assert.Contains("\0--release\01.0.0\0", await File.ReadAllTextAsync($"/proc/{left}/cmdline", token), StringComparison.Ordinal);

        await using var next = run.StartNext(Caller.All);
        await next.ReadyAsync(token);
        using var again = new ToolClient(next, Caller.Operator);
        using var list = await again.GetAsync("/rollouts");
        Assert.Equal("[]", await list.Content.ReadAsStringAsync(token));

        var second = await again.StartAsync("2.0.0");
        var shifted = (await again.WatchUntilAsync(second, "trafficShifted"))[^1];
        Assert.Equal("0", shifted["green"]);
        Assert.StartsWith("Storefront 1.0.0", await again.VisitAsync(), StringComparison.Ordinal);
        await next.TerminateAsync();
        Assert.Equal(0, await next.EndAsync(token));
        Assert.Equal(left, Assert.Single(run.Processes));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_callers_it_says_what_to_do()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = ToolRun.Start();
        Assert.NotEqual(0, await run.EndAsync(token));
        Assert.Contains("--callers FILE", run.StandardOutput.Text + run.StandardError.Text, StringComparison.Ordinal);
    }
}
