using System.Collections.Immutable;

namespace BlueGreen.Durability.Tests;

/// <summary>Also what does not depend on the store, and is not repeated for the other one.</summary>
public sealed class SqliteFaultTests(SqliteWorld world) : FaultTests(world.World), IClassFixture<SqliteWorld>
{
    private static readonly ImmutableArray<Fault> FrozenBack =
        [Fault.Stop("before", "rollbackStarted"), Fault.Stop("after", "operationIntended", since: "rollbackStarted"), Fault.Stop("before", "outcomeReached")];

    [Fact]
    public Task A_killed_host_is_replaced_while_an_approval_is_waited_for() =>
        MeetAllAsync(Course.Approved(Fault.Kill("after", "approvalRequested"), Fault.Kill("before", "approvalGranted")));

    [Fact]
    public Task A_frozen_host_brings_nobody_back_to_a_bad_release() => GoBackAsync("stop", FrozenBack);
}
