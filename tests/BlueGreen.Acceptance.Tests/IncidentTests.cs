using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Acceptance.Tests;

/// <summary>What can happen to the Quickstart's processes and ports, and what its user reads then.</summary>
public sealed class IncidentTests
{
    private const int Patience = 240_000;

    [Fact(Timeout = Patience)]
    public async Task Green_killed_before_it_answers_is_a_failed_rollout_and_users_stay_on_blue()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--warm-up", "15");
        await run.StandardError.WaitForAsync("rolling out 2.0.0", token);
        await run.KillStorefrontAsync("2.0.0", token);

        Assert.Equal(1, await run.EndAsync(token));
        var end = After(run, "rolling out 2.0.0");
        Assert.Contains("✘ deploy green: ", end, StringComparison.Ordinal);
        Assert.Contains("ended with exit code 137 before it was ready", end, StringComparison.Ordinal);
        Assert.Contains(".log", end, StringComparison.Ordinal);
        Assert.Contains("✘ Failed: ", end, StringComparison.Ordinal);
        Assert.Matches(@"Users are on 1\.0\.0: (\d+) of \1 requests", end);
        Assert.Contains("the rollout to 2.0.0 ended as Failed, not as Succeeded", end, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"Failed\"", run.LastLine, StringComparison.Ordinal);
        NothingIsLeft(run);
    }

    [Fact(Timeout = Patience)]
    public async Task Green_killed_while_it_bakes_is_rolled_back_by_its_trigger_and_no_request_fails()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--bake", "60");
        await run.StandardError.WaitForAsync("… bake at 10%", token);
        await run.KillStorefrontAsync("2.0.0", token);

        Assert.Equal(1, await run.EndAsync(token));
        var end = After(run, "rolling out 2.0.0");
        Assert.Contains("! the trigger fires: ", end, StringComparison.Ordinal);
        Assert.Contains("✘ RolledBack: ", end, StringComparison.Ordinal);
        Assert.Matches(@"Users are on 1\.0\.0: (\d+) of \1 requests", end);
        Assert.Contains("\"outcome\":\"RolledBack\"", run.LastLine, StringComparison.Ordinal);
        Assert.Contains("\"failedRequests\":0", run.LastLine, StringComparison.Ordinal);
        NothingIsLeft(run);
    }

    [Fact(Timeout = Patience)]
    public async Task Blue_killed_while_green_bakes_is_said_and_started_again_and_the_rollout_goes_on()
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = QuickstartRun.Start("--bake", "8");
        await run.StandardError.WaitForAsync("… bake at 10%", token);
        await run.KillStorefrontAsync("1.0.0", token);
        await run.StandardError.WaitForAsync("॥ held: 1.0.0", token);
        await run.StandardError.WaitForAsync("starting 1.0.0", token);
        await run.StandardError.WaitForAsync("▸ goes on: 1.0.0", token);

        Assert.Equal(0, await run.EndAsync(token));
        Assert.Contains("\"failedRequests\":0", run.LastLine, StringComparison.Ordinal);
        NothingIsLeft(run);
    }

    [Fact(Timeout = Patience)]
    public async Task A_port_that_the_router_cannot_have_is_named_with_a_remedy()
    {
        var token = TestContext.Current.CancellationToken;
        using var other = Listen();
        await using var run = QuickstartRun.Start("--port", Port(other));

        Assert.Equal(1, await run.EndAsync(token));
        Assert.Contains($"Port {Port(other)} of 127.0.0.1 is taken by another program", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("name another port with --port", run.StandardError.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Empty(run.StandardOutput.Text);
        NothingIsLeft(run);
    }

    [Fact(Timeout = Patience)]
    public async Task A_port_that_a_storefront_insists_on_and_cannot_have_is_in_the_failure()
    {
        var token = TestContext.Current.CancellationToken;
        using var other = Listen();
        await using var run = QuickstartRun.StartWith(("URLS", $"http://127.0.0.1:{Port(other)}"));

        Assert.Equal(1, await run.EndAsync(token));
        Assert.Contains("version 1.0.0 did not open", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("ended with exit code 1 before it was ready", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("address already in use", run.StandardError.Text, StringComparison.Ordinal);
        Assert.Contains("Correct the release or its command", run.StandardError.Text, StringComparison.Ordinal);
        NothingIsLeft(run);
    }

    private static string After(QuickstartRun run, string text) => run.StandardError.Text[run.StandardError.Text.IndexOf(text, StringComparison.Ordinal)..];

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    private static void NothingIsLeft(QuickstartRun run)
    {
        Assert.Empty(run.Processes);
        Assert.Empty(run.Leftovers);
    }
}
