using BlueGreen.Artifacts;
using BlueGreen.Netlify;

namespace BlueGreen.NetlifyTools.Tests;

/// <summary>Whole rollouts, every request of which is held against Netlify's schema.</summary>
public sealed class PrismRolloutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rollout_and_its_way_back_ask_nothing_that_the_schema_forbids()
    {
        await using var sides = await BothSides.StartAsync(hasBranchDeploys: true);
        await using var prism = await PrismProxy.StartAsync(sides.Netlify.Address, Cancellation);
        var site = sides.Connect(prism.Address);

        await EndsAsync(RolloutOutcome.Succeeded, sides, site, new NetlifyTrafficRouter(site), "1.0.0");
        var splitting = await NetlifyTrafficRouter.WithSplitTestsAsync(site, Cancellation);
        await EndsAsync(RolloutOutcome.Succeeded, sides, site, splitting, "2.0.0");
        await EndsAsync(RolloutOutcome.RolledBack, sides, site, splitting, "3.0.0");

        Assert.Empty(prism.RequestViolations);
        Assert.Equal(prism.Requests, sides.Netlify.Requests.All.Count);
        foreach (var (method, path) in ((string, string)[])[("POST", "/sites/*/deploys"), ("POST", "/sites/*/deploys/*/restore"), ("POST", "/sites/*/traffic_splits"), ("POST", "/purge"), ("GET", "/accounts/*/env")])
        {
            Assert.NotEmpty(sides.Netlify.Requests.Of(method, path));
        }
    }

    private static async Task EndsAsync(RolloutOutcome outcome, BothSides sides, NetlifySite site, NetlifyTrafficRouter router, string version)
    {
        sides.Folder.Write("index.html", $"<h1>{version}</h1>");
        var builder = new RolloutBuilder("shop")
            .UseNetlify(site)
            .Traffic(router)
            .Health(Probe.Get("page", "/index.html"))
            .WithoutTriggers("the gate judges")
            .SampleEvery(TimeSpan.FromMilliseconds(500))
            .Settle(TimeSpan.FromSeconds(1))
            .Drain(TimeSpan.FromSeconds(1))
            .Retain(2)
            .BackUp(Snapshot.Deployment, Snapshot.Variables)
            .DeployGreen()
            .ProbeGreen();
        if (router.Capabilities.Step < Percentage.All)
        {
            builder.ShiftTo(Percentage.Of(20));
        }

        var plan = builder
            .ShiftTo(Percentage.All)
            .Promote()
            .PurgeCdn()
            .Gate("critical flow", (_, _) => Task.FromResult(outcome == RolloutOutcome.Succeeded ? CheckResult.Pass() : CheckResult.Fail("the cart is empty")))
            .Build();
        var result = await plan.RunAsync(new(version) { Artifact = sides.Folder.Path }, new() { Artifacts = new InMemoryArtifactStore() }, Cancellation);
        Assert.True(result.Outcome == outcome, $"{version}: {result}\n{string.Join('\n', result.Journal.Select(entry => entry.Event))}");
    }
}
