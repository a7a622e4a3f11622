using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;
using CsCheck;

namespace BlueGreen.Tests.Scenarios;

/// <summary>What holds for the standard course whatever happens.</summary>
public sealed class ScenarioPropertyTests
{
    private const double Bound = 120 + 10 + 5;

    /// <summary>Pauses, outages and quiet times, after which the rollout goes on.</summary>
    private static readonly Gen<Func<VirtualWorld, VirtualWorld>> Troubles = Gen.OneOf(
        Gen.Select(Gen.Double[0, 800], Gen.Double[1, 900], (at, lasting) => Let(world => world.At(at, SignalKind.Pause).At(at + lasting, SignalKind.Resume))),
        Gen.Select(Gen.Double[0, 800], Gen.Double[1, 900], (at, lasting) => Let(world => world.MetricsOutage(at.Seconds(), lasting.Seconds()))),
        Gen.Double[0, 300].Select(at => Let(world => world.At(at, SignalKind.PromoteNow))));

    private static readonly Gen<double> Traffic = Gen.Double[Math.Log(100), Math.Log(10_000)].Select(Math.Exp);

    [Fact]
    public Task A_green_that_stays_above_5_percent_is_never_declared_a_success() =>
        Gen.Select(Gen.Double[0, 900 - Bound], Gen.Double[6.5, 100], Traffic).SampleAsync(async (onset, percent, requests) =>
        {
            var result = await new VirtualWorld().Requests(requests).Green(errors: Percentage.Of(percent), from: onset.Seconds()).Run();

            Runs.RolledBack(result);
            Assert.True(result.OnsetToDecision!.Value.TotalSeconds < Bound);
        }, iter: 150, threads: 1);

    [Fact]
    public Task Not_even_when_it_gets_better_and_worse() =>
        Gen.Select(Gen.Double[0, 700], Gen.Double[8, 100].Array[1, 12], Gen.Double[1, 30].Array[12]).SampleAsync(async (onset, levels, times) =>
        {
            var world = new VirtualWorld().Requests(500);
            var at = onset;
            foreach (var (level, time) in levels.Zip(times))
            {
                world.Green(errors: Percentage.Of(level), from: at.Seconds());
                at += time;
            }

            Runs.RolledBack(await world.Run());
        }, iter: 100, threads: 1);

    [Fact]
    public Task A_green_as_good_as_blue_is_never_rolled_back() =>
        Gen.Select(Traffic.Select(requests => requests * 100), Troubles.Array[0, 2]).SampleAsync(async (requests, troubles) =>
        {
            var world = troubles.Aggregate(new VirtualWorld().Requests(requests), (so, trouble) => trouble(so));

            Runs.Succeeded(await world.Run());
        }, iter: 150, threads: 1);

    [Fact]
    public Task Whatever_happens_it_ends_takes_no_step_while_held_and_gives_green_no_more_once_it_turns_back() =>
        Gen.Select(Gen.Double[0, 900], Gen.Double[0, 100], Troubles.Array[0, 3], Gen.Double[0, 1000].Array[0, 2])
            .SampleAsync(async (onset, percent, troubles, asked) =>
        {
            var world = troubles.Aggregate(new VirtualWorld().Green(errors: Percentage.Of(percent), from: onset.Seconds()), (so, trouble) => trouble(so));
            var result = await asked.Aggregate(world, (so, at) => so.At(at, SignalKind.RollBack)).Run();

            Assert.NotNull(result.Outcome);
            if (result.Outcome == RolloutOutcome.RolledBack)
            {
                Runs.RolledBack(result);
            }

            Assert.All(WhileHeld(result), happened => Assert.False(happened is StepStarted or StepCompleted or OperationIntended));
        }, iter: 150, threads: 1);

    /// <summary>What happened while a hold was on, until a decision to turn back.</summary>
    private static IEnumerable<RolloutEvent> WhileHeld(VirtualWorldResult result)
    {
        var holds = new HashSet<HoldKind>();
        foreach (var happened in result.All<RolloutEvent>().TakeWhile(happened => happened is not RollbackStarted))
        {
            if (holds.Count > 0)
            {
                yield return happened;
            }

            _ = happened switch
            {
                HoldPlaced placed => holds.Add(placed.Hold),
                HoldLifted lifted => holds.Remove(lifted.Hold),
                SignalAccepted { Signal.Kind: SignalKind.Pause } => holds.Add(HoldKind.Person),
                SignalAccepted { Signal.Kind: SignalKind.Resume } => holds.Remove(HoldKind.Person),
                _ => false,
            };
        }
    }

    private static Func<VirtualWorld, VirtualWorld> Let(Func<VirtualWorld, VirtualWorld> trouble) => trouble;
}
