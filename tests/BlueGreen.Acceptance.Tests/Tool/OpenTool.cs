namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>A tool whose storefront is open at version 1.0.0, with users in it.</summary>
public sealed class OpenTool : IAsyncLifetime
{
    private ToolRun? _run;
    private Visitors? _visitors;

    internal ToolRun Run => _run!;

    internal Visitors Visitors => _visitors!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await OpenAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_visitors?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_run?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Rolls a version out without long looks at it.</summary>
    /// <returns>The rollout's id.</returns>
    internal static async Task<string> OpenAsync(ToolRun run, string version)
    {
        using var @operator = new ToolClient(run, Caller.Operator);
        using var approver = new ToolClient(run, Caller.Approver);
        var id = await @operator.StartAsync(version);
        await @operator.AskAsync(id, "promote", new { reason = "quickly" });
        var asked = (await @operator.WatchUntilAsync(id, "approvalRequested"))[^1];
        await approver.AskAsync(id, "approve", new { step = asked["step"], fingerprint = asked["fingerprint"] });
        Assert.Equal("Succeeded", (await @operator.WatchUntilAsync(id, "rolloutClosed"))[^1]["outcome"]);
        return id;
    }

    private async Task OpenAsync()
    {
        _run = ToolRun.Start(Caller.All);
        await _run.ReadyAsync(CancellationToken.None);
        await using (new Visitors(_run.Url))
        {
            await OpenAsync(_run, "1.0.0");
        }

        _visitors = new(_run.Url);
    }
}
