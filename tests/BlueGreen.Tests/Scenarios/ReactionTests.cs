using BlueGreen.Events;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>
/// From the onset of a breach to the decision to roll back: at most its sustained duration, one interval and the timeout of a query, in every state in which
/// green has weight, wherever between two samples the breach begins.
/// </summary>
public sealed class ReactionTests
{
    private const double Interval = 10;
    private const double QueryTimeout = 5;
    private const double AppendsAndAnswers = 0.1;

    /// <summary>Per state: when the breach begins at the earliest, from green's first request, which comes 7 s after the start.</summary>
    private static readonly Dictionary<string, (double Onset, RolloutPlan Plan, Func<VirtualWorld, VirtualWorld> Let)> States = new()
    {
        ["the first request"] = (0, Shop.Slow, world => world),
        ["the bake at 10%"] = (60, Shop.Slow, world => world),
        ["the shift to 50%"] = (595, Shop.Slow, world => world),
        ["the bake at 50%"] = (660, Shop.Slow, world => world),
        ["the shift to 100%"] = (1195, Shop.Slow, world => world),
        ["the watch after promotion"] = (1260, Shop.Slow, world => world),
        ["a pause"] = (60, Shop.Slow, world => world.At(30, SignalKind.Pause)),
        ["the moment after a pause"] = (95, Shop.Slow, world => world.At(30, SignalKind.Pause).At(107, SignalKind.Resume)),
        ["the time after an outage"] = (93, Shop.Slow, world => world.MetricsOutage(40.0.Seconds(), 60.0.Seconds())),
        ["a wait for an approval"] = (300, Shop.Approved, world => world),
        ["the shift after an approval"] = (391, Shop.Approved, world => world.At(400, SignalKind.Approve)),
        ["a promotion at once"] = (50, Shop.Slow, world => world.At(60, SignalKind.PromoteNow)),
    };

    public static MatrixTheoryData<string, double> StatesAndOffsets { get; } =
        new(States.Keys, Enumerable.Range(0, 21).Select(step => step * Interval / 20));

    [Theory]
    [MemberData(nameof(StatesAndOffsets))]
    public async Task A_breach_is_answered_in_time_in(string state, double offset)
    {
        var (earliest, plan, let) = States[state];
        var onset = (earliest + offset).Seconds();

        await InTime(let(new VirtualWorld().Requests(500).Green(errors: Percentage.Of(8), from: onset)), plan, 120);
        await InTime(let(new VirtualWorld().Requests(500).Green(errors: Percentage.All, from: onset)), plan, 120);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3.3)]
    [InlineData(9.9)]
    public async Task Every_trigger_keeps_to_it(double offset)
    {
        var onset = (60 + offset).Seconds();

        await InTime(new VirtualWorld().Green(responseTime: TimeSpan.FromSeconds(3), from: onset), Shop.Slow, 300);
        await InTime(new VirtualWorld().Green(memory: Percentage.Of(95), from: onset), Shop.Slow, 180);
        await InTime(new VirtualWorld().Green(healthy: false, from: onset), Shop.Slow, 2 * Interval);
    }

    [Fact]
    public async Task A_breach_that_begins_in_an_outage_counts_from_its_end()
    {
        var result = await new VirtualWorld().Requests(500).Green(errors: Percentage.Of(8), from: 60.0.Seconds()).MetricsOutage(40.0.Seconds(), 400.0.Seconds())
            .Run(Shop.Slow);

        Runs.RolledBack(result);
        Assert.InRange(result.At<RollbackStarted>() - 440, 0, 120 + Interval + QueryTimeout);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2.5)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(60)]
    public async Task It_holds_for_every_interval(double interval)
    {
        var plan = Shop.Roles().RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2))).SampleEvery(interval.Seconds())
            .DeployGreen().ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(10)).ShiftTo(Percentage.All).Promote()
            .Build();
        for (var part = 0.0; part < 1; part += 0.1)
        {
            var onset = (60 + (part * interval)).Seconds();
            await InTime(new VirtualWorld().Requests(5000).Green(errors: Percentage.Of(8), from: onset), plan, 120, interval);
        }
    }

    private static async Task InTime(VirtualWorld world, RolloutPlan plan, double duration, double interval = Interval)
    {
        var result = await world.Run(plan);

        Assert.NotNull(Runs.RolledBack(result).Rule);
        Assert.InRange(result.OnsetToDecision!.Value.TotalSeconds, duration - interval, duration + interval + QueryTimeout);
        Assert.InRange(result.OnsetToDecision.Value.TotalSeconds, 0, duration + interval + AppendsAndAnswers);
    }
}
