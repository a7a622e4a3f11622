using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>Runs plans in virtual worlds and reads what happened. Times are in seconds from the start of the rollout.</summary>
internal static class Runs
{
    public static TimeSpan Seconds(this double seconds) => TimeSpan.FromSeconds(seconds);

    public static Task<VirtualWorldResult> Run(this VirtualWorld world, RolloutPlan? plan = null) =>
        world.RunAsync(plan ?? Shop.Standard, new Release("2.0.0"), TestContext.Current.CancellationToken);

    public static VirtualWorld At(this VirtualWorld world, double seconds, SignalKind kind) => world.At(seconds.Seconds(), kind, by: "grace");

    public static ImmutableArray<T> All<T>(this VirtualWorldResult result) => [.. result.Journal.Select(entry => entry.Event).OfType<T>()];

    public static T Only<T>(this VirtualWorldResult result)
        where T : RolloutEvent => Assert.Single(result.All<T>());

    public static double At<T>(this VirtualWorldResult result, Func<T, bool>? which = null) =>
        result.SecondsOf(Assert.Single(result.Journal, entry => entry.Event is T happened && which?.Invoke(happened) is not false));

    public static double SecondsOf(this VirtualWorldResult result, JournalEntry entry) => (entry.At - result.Journal[0].At).TotalSeconds;

    /// <summary>From a step's beginning to its good end.</summary>
    public static double Took(this VirtualWorldResult result, string step) =>
        result.At<StepCompleted>(done => done.Step == step) - result.At<StepStarted>(begun => begun.Step == step);

    /// <summary>What was shifted when, as green's percent.</summary>
    public static ImmutableArray<(double At, double Green)> Shifts(this VirtualWorldResult result, double after = 0) =>
    [
        .. result.Journal.Where(entry => entry.Event is TrafficShifted && result.SecondsOf(entry) >= after)
            .Select(entry => (result.SecondsOf(entry), ((TrafficShifted)entry.Event).Green.Percent)),
    ];

    /// <summary>That it ended well, and that nobody ever thought of turning back.</summary>
    public static void Succeeded(VirtualWorldResult result)
    {
        Assert.Equal("", string.Join("; ", result.All<RollbackStarted>().Select(rollback => rollback.Reason)));
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal(100, result.Shifts()[^1].Green);
    }

    /// <summary>That blue has everybody back, is live when green was, and that the weight never rose after the decision.</summary>
    public static RollbackStarted RolledBack(VirtualWorldResult result)
    {
        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        var rollback = result.All<RollbackStarted>()[^1];
        var after = result.Shifts(result.At<RollbackStarted>(other => other == rollback));
        Assert.Equal(0, after[^1].Green);
        Assert.Equal(after.Select(shift => shift.Green).OrderDescending(), after.Select(shift => shift.Green));
        Assert.All(result.All<DeploymentMadeLive>().TakeLast(1), live => Assert.NotEqual("2.0.0", live.Deployment?.Version));
        return rollback;
    }
}
