using BlueGreen.Events;

namespace BlueGreen.Postgres.Tests.Renaming;

/// <summary>Whole rollouts of a renamed column, on a real server, behind a real router, while both releases write all the time.</summary>
public sealed class RenameTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expand_shift_and_contract_fail_nobody_and_lose_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var (during, splits) = ("", new List<string>());
        var plan = Shifted(shop.Plan().Expand().Consistent("the same when filled", shop.TheSame()), shop)
            .Consistent("shape before the contract", async (operation, stop) =>
            {
                during = await shop.ShapeAsync();
                splits.Add((await shop.Router.ReadAsync(operation, stop)).Value!.ToString());
                return CheckResult.Pass();
            })
            .Gate("blue has left the database", shop.Checks.NoSessionsOfBlue(shop.Sessions), deadline: Patience)
            .PointOfNoReturn().Contract().Build();
        var result = await plan.RunAsync(new("42"), cancellationToken: Stop);

        Tell(shop, result);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal("id,name,title with articles_name", during);
        Assert.Equal([TrafficSplit.AllTo(shop.Green.Deployment.Id).ToString()], splits);
        Assert.Equal("id,name", await shop.ShapeAsync());
        var compared = await shop.CompareAsync("name");
        output.WriteLine($"{compared} of {await shop.Database.QueryAsync<long>("select count(*) from articles")} articles were written, {shop.Visits} visits");
        Assert.Equal([], shop.Errors);
        Assert.All(Enumerable.Range(0, Ledger.Parts), part => Assert.Contains(shop.Ledger.Last.Keys, id => id % Ledger.Parts == part));
    }

    [Fact]
    public async Task Rolled_back_before_the_contract_nothing_is_left_of_it_and_nothing_is_lost()
    {
        await using var shop = await Shop.OpenAsync();
        var plan = Shifted(shop.Plan().Expand(revertOnRollback: true), shop)
            .Gate("the owner likes it", (_, _) => Task.FromResult(CheckResult.Fail("not like this")))
            .PointOfNoReturn().Contract().Build();
        var result = await plan.RunAsync(new("42"), cancellationToken: Stop);

        Tell(shop, result);
        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        Assert.Equal("id,title", await shop.ShapeAsync());
        await shop.CompareAsync("title");
        Assert.Equal([], shop.Errors);
        Assert.Equal(0, await shop.Database.QueryAsync<long>("select count(*) from bluegreen.migration where migration = '0042_rename_title'"));
    }

    /// <summary>The steps from the deployment to a green that is live and watched, with both columns compared under way.</summary>
    private static RolloutBuilder Shifted(RolloutBuilder plan, Shop shop) => plan
        .DeployGreen().ProbeGreen()
        .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromSeconds(3), Metric.ErrorRate.Below(Percentage.Of(1)), deadline: Patience)
        .Consistent("the same at 50%", shop.TheSame())
        .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(3), deadline: Patience)
        .Consistent("the same at 100%", shop.TheSame());

    private void Tell(Shop shop, RolloutResult result)
    {
        foreach (var entry in result.Journal)
        {
            output.WriteLine($"{entry.At:mm:ss.fff} {entry.Event.GetKind()}");
        }

        output.WriteLine(string.Join('\n', shop.Errors.Take(20)));
    }
}
