using BlueGreen.Events;
using BlueGreen.Execution;
using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Tests.Hosting;

namespace BlueGreen.Tests.Execution;

public sealed class RetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_five_stay_and_the_rest_goes_but_for_what_is_locked()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 9).Select(n => Kept($"old-{n}", age: n, isLocked: n == 7))] };

        await RunAsync(shop);

        Assert.Equal(["delete d-old-5", "delete d-old-6", "delete d-old-8"], Deletions(shop));
    }

    [Fact]
    public async Task What_is_live_and_what_one_could_roll_back_to_stay_however_old_they_are()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 6).Select(n => Kept($"old-{n}", age: n)), Kept("1", age: 100), Kept("2", age: 200)] };

        await RunAsync(shop);

        Assert.Equal(["delete d-old-5"], Deletions(shop));
    }

    [Fact]
    public async Task One_that_cannot_be_deleted_does_not_keep_the_others_and_the_journal_says_so()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 5).Select(n => Kept($"new-{n}", age: n)), Kept("stuck", age: 10), Kept("old", age: 11)] };

        var result = await RunAsync(shop);

        Assert.Equal(["delete d-old"], Deletions(shop).Distinct());
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Contains(result.Journal, entry => entry.Event.ToString().Contains("it is stuck", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_weight_stays_however_old_it_is()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 6).Select(n => Kept($"new-{n}", age: n)), Kept("strange", age: 10), Kept("old", age: 11)] };

        var report = await RetainAsync(shop, new(TrafficSplit.Between(new("d-strange"), new("d-2"), Percentage.Of(99))));

        Assert.True(report.Passed, report.Summary);
        Assert.Equal(["delete d-new-5", "delete d-old"], Deletions(shop));
    }

    [Fact]
    public async Task Nothing_is_deleted_when_it_is_not_known_who_has_weight()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 9).Select(n => Kept($"old-{n}", age: n))] };

        var report = await RetainAsync(shop, new(null));

        Assert.Equal((false, "nothing was deleted: the router is asleep"), (report.Passed, report.Summary));
        Assert.Empty(Deletions(shop));
    }

    [Fact]
    public async Task The_lease_is_looked_at_before_each_delete()
    {
        var shop = new Shop { Retained = [.. Enumerable.Range(0, 8).Select(n => Kept($"old-{n}", age: n))] };

        var report = await RetainAsync(shop, new(TrafficSplit.AllTo(new("d-2"))), holdsLease: () => Deletions(shop).Length < 1);

        Assert.False(report.Passed);
        Assert.Equal(["delete d-old-5"], Deletions(shop));
        Assert.Equal([("d-old-5", true), ("d-old-6", false)], report.Findings.Select(finding => (finding.Name, finding.Passed)));
        Assert.Contains("no longer holds its lease", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_that_is_rolled_back_deletes_nothing()
    {
        var shop = new Shop { GreenErrors = 0.5, Retained = [.. Enumerable.Range(0, 9).Select(n => Kept($"old-{n}", age: n))] };

        var result = await Plan(shop).RunAsync(new Release("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Empty(Deletions(shop));
    }

    /// <summary>Applies the retention of a plan while the router says so.</summary>
    private static async Task<StepReport> RetainAsync(Shop shop, FixedRouter router, Func<bool>? holdsLease = null)
    {
        var keeper = new DeploymentKeeper(new() { Environment = shop, Traffic = router }, null!, TimeProvider.System);
        var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = Plan(shop).Description };
        var context = new OperationContext
        {
            Rollout = new("r"),
            Application = "shop",
            Step = "engine",
            Operation = new("r-1"),
            Token = new(1, 1),
            StartedAt = DateTimeOffset.UnixEpoch,
            Deadline = DateTimeOffset.UnixEpoch.AddMinutes(1),
            TimeLeft = TimeSpan.FromMinutes(1),
            Release = new("2"),
            HoldsLease = holdsLease ?? (() => true),
        };
        return (await keeper.RunAsync(new ApplyRetention(), context, RolloutState.Empty with { Started = started }, Token)).Report!;
    }

    private static async Task<RolloutResult> RunAsync(Shop shop)
    {
        var result = await Plan(shop).RunAsync(new Release("2"), cancellationToken: Token);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.IsType<RolloutClosed>(result.Journal[^1].Event);
        return result;
    }

    private static RolloutPlan Plan(Shop shop) => shop.Plan().Retain(5).DeployGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMilliseconds(100), deadline: TimeSpan.FromMinutes(5)).ShiftTo(Percentage.All).Promote().Build();

    private static string[] Deletions(Shop shop) => [.. shop.Calls.Where(call => call.StartsWith("delete", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static RetainedDeployment Kept(string version, int age, bool isLocked = false) =>
        new(Shop.Make(version), DateTimeOffset.UnixEpoch.AddDays(1000 - age), isLocked);
}
