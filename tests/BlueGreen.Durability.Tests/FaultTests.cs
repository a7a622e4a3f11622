using System.Collections.Immutable;

namespace BlueGreen.Durability.Tests;

/// <summary>
/// A host is killed, or frozen past its lease and woken, at each kind of event: on the way forward, on both ways back, and while somebody's approval is waited for. Another one finishes, and no user
/// notices. <c>BLUEGREEN_ALL_POSITIONS</c> runs a rollout for each place of a journal instead; see <see cref="Places"/>.
/// </summary>
public abstract class FaultTests
{
    private static readonly ImmutableArray<Fault> KilledForward =
    [
        Fault.Kill("after", "driverTookOver"),
        Fault.Kill("before", "baselineCaptured"),
        Fault.Kill("after", "operationIntended", since: "baselineCaptured"),
        Fault.Kill("before", "operationCompleted", since: "baselineCaptured"),
        Fault.Kill("after", "stepCompleted"),
        Fault.Kill("before", "trafficShifted"),
        Fault.Kill("after", "checkpointed", since: "trafficShifted"),
        Fault.Kill("before", "deploymentMadeLive"),
        Fault.Kill("after", "outcomeReached"),
    ];

    private static readonly ImmutableArray<Fault> KilledReturning =
        [Fault.Kill("after", "operationIntended", since: "rollbackStarted"), Fault.Kill("before", "trafficShifted"), Fault.Kill("after", "deploymentMadeLive"), Fault.Kill("before", "outcomeReached")];

    private static readonly ImmutableArray<Fault> KilledBack =
        [Fault.Kill("after", "triggerTripped"), Fault.Kill("after", "rollbackStarted"), Fault.Kill("before", "trafficShifted", since: "rollbackStarted"), Fault.Kill("after", "outcomeReached")];

    private static readonly ImmutableArray<Fault> Frozen =
        [Fault.Stop("before", "operationCompleted", since: "baselineCaptured"), Fault.Stop("after", "operationIntended", since: "trafficShifted"), Fault.Stop("before", "deploymentMadeLive")];

    private readonly World _world;

    private protected FaultTests(World world) => _world = world;

    [Fact]
    public Task A_killed_host_is_replaced_on_the_way_forward_and_when_that_is_taken_back() => GoAndReturnAsync("kill", KilledForward, KilledReturning);

    [Fact]
    public Task A_killed_host_is_replaced_while_a_bad_release_is_rolled_back() => GoBackAsync("kill", KilledBack);

    [Fact]
    public Task A_frozen_host_writes_nothing_after_it_wakes() => GoAndReturnAsync("stop", Frozen, [Fault.Stop("after", "operationIntended", since: "rollbackStarted"), Fault.Stop("before", "deploymentMadeLive")]);

    [Fact]
    public Task A_frozen_host_that_wakes_leaves_an_approval_to_the_one_that_took_over() =>
        MeetAllAsync(Course.Approved(Fault.Stop("after", "approvalRequested"), Fault.Stop("before", "approvalGranted")));

    private async Task GoAndReturnAsync(string how, ImmutableArray<Fault> forward, ImmutableArray<Fault> returning)
    {
        if (!Places.AreAll)
        {
            await MeetAllAsync(Course.Return(await MeetAllAsync(Course.Forward(forward)), returning));
            return;
        }

        foreach (var place in Places.All(how))
        {
            var (id, met) = await new CourseRun(_world, Course.Forward(place)).RunAsync();
            if (met + (await new CourseRun(_world, Course.Return(id, place)).RunAsync()).Met == 0)
            {
                return;
            }
        }
    }

    private protected async Task GoBackAsync(string how, ImmutableArray<Fault> faults)
    {
        if (!Places.AreAll)
        {
            await MeetAllAsync(Course.Back(faults));
            return;
        }

        foreach (var place in Places.All(how))
        {
            if ((await new CourseRun(_world, Course.Back(place)).RunAsync()).Met == 0)
            {
                return;
            }
        }
    }

    private protected async Task<RolloutId> MeetAllAsync(Course course)
    {
        var (id, met) = await new CourseRun(_world, course).RunAsync();
        Assert.Equal(course.Faults.Length, met);
        return id;
    }
}
