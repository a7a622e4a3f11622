namespace BlueGreen.Acceptance.Tests;

/// <summary>The Quickstart, disturbed.</summary>
public sealed class InterruptionTests
{
    private const int Patience = 180_000;

    [Fact(Timeout = Patience)]
    public async Task An_interrupt_brings_every_user_back_to_blue()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--bake", "5");
        await run.StandardError.WaitForAsync("… bake at 50%", token);
        await run.SignalAsync("INT");

        Assert.Equal(130, await run.EndAsync(token));
        var end = run.StandardError.Text[run.StandardError.Text.IndexOf("Interrupted", StringComparison.Ordinal)..];
        Assert.Contains("blue 100%, green 0%", end, StringComparison.Ordinal);
        Assert.Contains("RolledBack: aborted", end, StringComparison.Ordinal);
        Assert.Matches(@"Users are on 1\.0\.0: (\d+) of \1 requests", end);
        Assert.Contains("\"outcome\":\"RolledBack\"", run.LastLine, StringComparison.Ordinal);
        Assert.Contains("\"failedRequests\":0", run.LastLine, StringComparison.Ordinal);
        Assert.Empty(run.Processes);
        Assert.Empty(run.Leftovers);
    }

    [Fact(Timeout = Patience)]
    public async Task An_interrupt_before_anybody_is_in_leaves_nothing_behind()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start();
        await run.StandardError.WaitForAsync("rolling out 1.0.0", token);
        await run.SignalAsync("INT");

        Assert.Equal(130, await run.EndAsync(token));
        Assert.Empty(run.Processes);
        Assert.Empty(run.Leftovers);
    }

    [Fact(Timeout = Patience)]
    public async Task A_killed_run_in_memory_leaves_its_storefronts_to_the_next_one_to_end()
    {
        var token = TestContext.Current.CancellationToken;
        await using var killed = QuickstartRun.Start("--store", "memory", "--bake", "60");
        await killed.StandardError.WaitForAsync("… bake at 10%", token);
        await killed.SignalAsync("KILL");
        await killed.EndAsync(token);
        Assert.Equal(2, killed.Processes.Count);

        await using var next = killed.StartNext("--store=memory");
        await next.StandardError.WaitForAsync("Ended 2 storefronts", token);
        await next.StandardError.WaitForAsync("rolling out 1.0.0", token);
        await next.SignalAsync("TERM");

        Assert.Equal(130, await next.EndAsync(token));
        Assert.Empty(next.Processes);
        Assert.Empty(next.Leftovers);
    }

    [Fact(Timeout = Patience)]
    public async Task It_serves_on_until_it_is_interrupted_where_it_is_asked_to()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--keep-running", "--bake", "3");
        await run.StandardError.WaitForAsync("until Ctrl+C", token);
        var url = run.StandardError.Text.Split(' ').Last(word => word.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        using var http = new HttpClient();
        Assert.StartsWith("Storefront 2.0.0", await http.GetStringAsync(new Uri(url), token), StringComparison.Ordinal);

        await run.SignalAsync("INT");
        Assert.Equal(0, await run.EndAsync(token));
        Assert.Empty(run.Processes);
    }
}
