using BlueGreen.Yarp.Routing;
using CsCheck;

namespace BlueGreen.Tests.Yarp;

public sealed class StickyDrawTests
{
    private static readonly ulong[] Users = [.. Enumerable.Range(0, 10_000).Select(i => UserHash.Of($"user-{i}"))];

    [Fact]
    public void While_greens_share_rises_nobody_leaves_green() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Bool).Sample((one, other, greenIsFirst) =>
        {
            var (blue, green) = greenIsFirst ? ("b", "a") : ("a", "b");
            var before = UsersOf(green, SnapshotOf(blue, green, Math.Min(one, other)));
            var after = UsersOf(green, SnapshotOf(blue, green, Math.Max(one, other)));
            Assert.Subset(after, before);
        }, iter: 50);

    [Theory]
    [InlineData(10)]
    [InlineData(25)]
    [InlineData(50)]
    public void A_share_of_the_users_is_a_share_of_ten_thousand_hashes(double percent) =>
        Assert.InRange(UsersOf("green", SnapshotOf("blue", "green", (int)(percent * 100))).Count / 100.0, percent - 1.5, percent + 1.5);

    [Fact]
    public void A_split_of_one_hundred_percent_holds_for_everybody()
    {
        Assert.Equal(Users.Length, UsersOf("green", SnapshotOf("blue", "green", 10_000)).Count);
        Assert.Empty(UsersOf("green", SnapshotOf("blue", "green", 0)));
    }

    [Fact]
    public void Another_pair_of_deployments_deals_anew()
    {
        var first = UsersOf("green", SnapshotOf("blue", "green", 1_000));
        var second = UsersOf("newer", SnapshotOf("green", "newer", 1_000));

        Assert.InRange(first.Intersect(second).Count(), 50, 200);
    }

    [Fact]
    public void A_user_has_the_same_ticket_in_every_process_and_version()
    {
        var snapshot = SnapshotOf("blue", "green", 5_000);

        Assert.Equal([714, 4269, 9981, 3162], new[] { "", "alice", "bob", "\u00e9\u4e16" }.Select(user => snapshot.TicketOf(UserHash.Of(user))));
    }

    [Fact]
    public void A_deployment_to_avoid_is_drawn_only_where_it_is_the_only_one()
    {
        var both = SnapshotOf("blue", "green", 5_000);
        var only = SnapshotOf("blue", "green", 0);

        Assert.All(Enumerable.Range(0, RoutingSnapshot.Tickets), ticket => Assert.Equal("green", both.Pick(ticket, new("blue"))!.Deployment.Id.Value));
        Assert.Equal("blue", only.Pick(0, new("blue"))!.Deployment.Id.Value);
    }

    private static HashSet<ulong> UsersOf(string deployment, RoutingSnapshot snapshot) =>
        [.. Users.Where(user => snapshot.Pick(snapshot.TicketOf(user))!.Deployment.Id.Value == deployment)];

    private static RoutingSnapshot SnapshotOf(string blue, string green, int hundredths)
    {
        var split = TrafficSplit.Between(new(blue), new(green), Percentage.Of(hundredths / 100.0));
        return new(Entries.Of(split), [.. split.Weights.Select(w => new RoutingTarget(Entries.DeploymentOf(w.Deployment.Value), Entries.MeterOf(w.Deployment.Value)))]);
    }
}
