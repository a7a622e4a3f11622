using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Netlify.Tests.Fixtures;

namespace BlueGreen.Netlify.Tests;

/// <summary>Whole rollouts, driven by the engine.</summary>
public sealed class RolloutTests
{
    private static readonly HttpClient Visitor = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Releases_go_live_one_after_the_other_and_a_bad_one_goes_back()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        var site = emulated.Connect(loggers: sink.Loggers);
        var artifacts = new InMemoryArtifactStore();

        await EndsAsync(RolloutOutcome.Succeeded, Plan(site, emulated), emulated, "1.0.0", artifacts, sink);
        await EndsAsync(RolloutOutcome.Succeeded, Plan(site, emulated), emulated, "2.0.0", artifacts, sink);
        Assert.True(emulated.Site.Published!.IsLocked);
        Assert.Equal("2.0.0", await LiveAsync(emulated));

        await EndsAsync(RolloutOutcome.RolledBack, Plan(site, emulated, isBad: true), emulated, "3.0.0", artifacts, sink);
        Assert.Equal("2.0.0", await LiveAsync(emulated));
        Assert.True(emulated.Site.Published!.IsLocked);
        Assert.DoesNotContain(sink.Said, said => said.Contains(Emulated.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_release_of_all_leaves_a_page_that_answers_404_when_it_goes_back()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token);
        await EndsAsync(RolloutOutcome.RolledBack, Plan(emulated.Connect(), emulated, isBad: true), emulated, "1.0.0", new(), sink);
        using var answer = await Visitor.GetAsync($"{emulated.Site.Address}/assets/version.txt", Token);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Old_releases_are_deleted_and_those_of_others_are_not()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token);
        var foreign = await emulated.Netlify.DeployAsync(emulated.Site, new Dictionary<string, string> { ["index.html"] = "preview" }, "feature", Token);
        foreach (var version in new[] { "1.0.0", "2.0.0", "3.0.0", "4.0.0" })
        {
            await EndsAsync(RolloutOutcome.Succeeded, Plan(emulated.Connect(), emulated), emulated, version, new(), sink);
        }

        var left = await Traces.DeploysAsync(emulated, Token);
        Assert.Contains(left, deploy => deploy.Id == foreign.Id);
        Assert.DoesNotContain(left, deploy => deploy.Title?.EndsWith(" 1.0.0", StringComparison.Ordinal) == true);
        Assert.Contains(left, deploy => deploy.Title?.EndsWith(" 3.0.0", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Split_tests_carry_a_rollout_where_the_site_can_have_them()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        await EndsAsync(RolloutOutcome.Succeeded, Plan(emulated.Connect(), emulated), emulated, "1.0.0", new(), sink);
        var site = emulated.Connect();
        var router = await NetlifyTrafficRouter.WithSplitTestsAsync(site, Token);
        var journal = await EndsAsync(RolloutOutcome.Succeeded, Plan(site, emulated, router: router, share: 20), emulated, "2.0.0", new(), sink);

        Assert.Contains(journal.Select(entry => entry.Event).OfType<TrafficShifted>(), shifted => shifted.Split.Weights.Length == 2);
        Assert.Equal("2.0.0", await LiveAsync(emulated));
        var published = emulated.Netlify.Requests.Of("POST", "/sites/*/deploys/*/restore").Max(request => request.Number);
        var ended = emulated.Netlify.Requests.Of("POST", "/sites/*/traffic_splits/*/unpublish").Max(request => request.Number);
        Assert.True(published < ended, "the split test was ended before green was published, which shows blue to everybody for a moment");
    }

    [Fact]
    public async Task A_rollout_with_split_tests_goes_back_from_its_share()
    {
        using var sink = new Sink();
        await using var emulated = await Emulated.StartAsync(Token, hasBranchDeploys: true);
        await EndsAsync(RolloutOutcome.Succeeded, Plan(emulated.Connect(), emulated), emulated, "1.0.0", new(), sink);
        var site = emulated.Connect();
        var router = await NetlifyTrafficRouter.WithSplitTestsAsync(site, Token);
        await EndsAsync(RolloutOutcome.RolledBack, Plan(site, emulated, isBadAtShare: true, router: router, share: 20), emulated, "2.0.0", new(), sink);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("1.0.0", await LiveAsync(emulated));
        }
    }

    private static RolloutPlan Plan(NetlifySite site, Emulated emulated, bool isBad = false, bool isBadAtShare = false, ITrafficRouter? router = null, int? share = null)
    {
        var builder = new RolloutBuilder("shop")
            .UseNetlify(site)
            .Traffic(router ?? new NetlifyTrafficRouter(site))
            .Health(Probe.Get("page", "/index.html"))
            .WithoutTriggers("the gates judge")
            .SampleEvery(TimeSpan.FromMilliseconds(200))
            .Settle(TimeSpan.FromSeconds(1))
            .Drain(TimeSpan.FromSeconds(1))
            .Retain(2)
            .BackUp(Snapshot.Deployment, Snapshot.Variables)
            .DeployGreen()
            .ProbeGreen();
        if (share is { } percent)
        {
            builder.ShiftTo(Percentage.Of(percent)).Gate("at the share", (_, _) => Task.FromResult(isBadAtShare ? CheckResult.Fail("bad") : CheckResult.Pass()));
        }

        return builder
            .ShiftTo(Percentage.All)
            .Wait(TimeSpan.FromSeconds(1))   // some rounds of watching what is live, which the shift has changed
            .Promote()
            .PurgeCdn()
            .VerifyHeader("x-deployment-version", new($"{emulated.Site.Address}/index.html"))
            .Gate("critical flow", (_, _) => Task.FromResult(isBad ? CheckResult.Fail("the cart is empty") : CheckResult.Pass()))
            .Build();
    }

    private static async Task<IReadOnlyList<Journal.JournalEntry>> EndsAsync(RolloutOutcome outcome, RolloutPlan plan, Emulated emulated, string version, InMemoryArtifactStore artifacts, Sink sink)
    {
        var result = await plan.RunAsync(emulated.Folders.Release(version), new() { Artifacts = artifacts }, Token);
        foreach (var entry in result.Journal)
        {
            sink.Said.Enqueue(Journal.JournalJson.Write(entry));
        }

        Assert.True(result.Outcome == outcome, $"{version}: {result}\n{string.Join('\n', result.Journal.Select(entry => entry.Event))}");
        Assert.DoesNotContain(result.Journal, entry => entry.Event is HoldPlaced { Hold: HoldKind.Drift });
        return result.Journal;
    }

    private static Task<string> LiveAsync(Emulated emulated) => Visitor.GetStringAsync($"{emulated.Site.Address}/assets/version.txt", Token);
}
