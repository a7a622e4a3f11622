using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Migrations that a rollback reverts.</summary>
public sealed class RevertTests
{
    private static RolloutPlan Plan { get; } = Shop.Armed()
        .Expand(revertOnRollback: true).DeployGreen().ProbeGreen()
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(10)).ShiftTo(Percentage.All).Promote()
        .Build();

    [Fact]
    public async Task Green_finishes_its_requests_before_the_schema_goes_back()
    {
        var result = await new VirtualWorld().At(300, SignalKind.RollBack).Run(Plan);

        Runs.RolledBack(result);
        var kinds = result.All<RolloutEvent>().Select(happened => happened switch
        {
            TrafficShifted { Green.Percent: 0 } => "back",
            OperationIntended { Operation: DrainDeployment } => "drain",
            OperationIntended { Operation: UndoStep } => "revert",
            OutcomeReached => "over",
            _ => "",
        }).Where(kind => kind.Length > 0).Take(4);
        Assert.Equal(["back", "drain", "revert", "over"], kinds);
        var journal = result.All<RolloutEvent>();
        var drain = result.All<OperationIntended>().First(intended => intended.Operation is DrainDeployment);
        var drained = journal.OfType<OperationCompleted>().Single(done => done.Id == drain.Id);
        Assert.True(journal.IndexOf(drained) < journal.IndexOf(result.All<OperationIntended>().Single(intended => intended.Operation is UndoStep)));
    }

    [Fact]
    public async Task Nobody_waits_for_a_green_that_had_no_requests()
    {
        var result = await new VirtualWorld().Fail("probe green").Run(Plan);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains(result.All<OperationIntended>(), intended => intended.Operation is UndoStep);
        Assert.DoesNotContain(result.All<OperationIntended>(), intended => intended.Operation is DrainDeployment);
    }
}
