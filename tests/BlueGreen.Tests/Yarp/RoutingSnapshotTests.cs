using BlueGreen.Yarp.Routing;
using CsCheck;

namespace BlueGreen.Tests.Yarp;

public sealed class RoutingSnapshotTests
{
    private static readonly Gen<TrafficSplit> Splits =
        Gen.Int[0, RoutingSnapshot.Tickets].List[0, 4].Select(cuts =>
        {
            var bounds = cuts.Append(RoutingSnapshot.Tickets).Order().ToArray();
            return TrafficSplit.Of(bounds.Select((bound, i) => new TrafficWeight(new($"d{i}"), Percentage.Of((bound - (i == 0 ? 0 : bounds[i - 1])) / 100.0))));
        });

    [Fact]
    public void Each_deployment_gets_exactly_its_weight_of_all_tickets() =>
        Splits.Sample(split =>
        {
            var snapshot = SnapshotOf(split);
            var picked = Enumerable.Range(0, RoutingSnapshot.Tickets).GroupBy(t => snapshot.Pick(t)!.Deployment.Id).ToDictionary(g => g.Key, g => g.Count());
            Assert.Equal(split.Weights.ToDictionary(w => w.Deployment, w => w.HundredthsOfPercent), picked);
        }, iter: 100);

    [Fact]
    public void Without_weights_nothing_is_picked() => Assert.Null(SnapshotOf(TrafficSplit.None).Pick(0));

    [Theory]
    [InlineData("2.0.0", "2.0.0")]
    [InlineData("2.0.0 rc 1", "2.0.0 rc 1")]
    [InlineData("β\n", "%CE%B2%0A")]
    [InlineData(null, "d")]
    public void A_version_is_made_fit_for_a_header(string? version, string header) =>
        Assert.Equal(header, new RoutingTarget(Entries.DeploymentOf("d") with { Version = version }, Entries.MeterOf("d")).VersionHeader);

    private static RoutingSnapshot SnapshotOf(TrafficSplit split) =>
        new(Entries.Of(split), [.. split.Weights.Select(w => new RoutingTarget(Entries.DeploymentOf(w.Deployment.Value), Entries.MeterOf(w.Deployment.Value)))]);
}
