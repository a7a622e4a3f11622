using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Steps that move traffic and watch what comes of it.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>Gives green a share of the traffic, and reads it back. A rollback sends all traffic to blue. Deadline: 1 minute.</summary>
    /// <param name="green">Green's share: more than before, and a multiple of what the router can step. The last shift gives 100%.</param>
    public RolloutBuilder ShiftTo(Percentage green) => ShiftTo(green, StepDeadlines.Shift);

    /// <summary>Gives green a share of the traffic, and reads it back. A rollback sends all traffic to blue.</summary>
    /// <param name="green">Green's share: more than before, and a multiple of what the router can step. The last shift gives 100%.</param>
    /// <param name="deadline">Greater than zero.</param>
    public RolloutBuilder ShiftTo(Percentage green, TimeSpan deadline) => Then(new ShiftStep(_draft.Free($"shift to {green}"), green) { Deadline = deadline });

    /// <summary>
    /// Watches green for a measured time. It ends well with enough evidence; a failed requirement or comparison rolls back at once. Pauses and
    /// outages do not count.
    /// </summary>
    /// <param name="duration">The time to be measured.</param>
    /// <param name="requiring">A condition that must hold over the whole bake.</param>
    /// <param name="compare">Limits for green compared with blue over the whole bake.</param>
    /// <param name="minimumRequests">How many requests a rate must rest on.</param>
    /// <param name="minimumTimes">How many requests a time must rest on.</param>
    /// <param name="deadline">When waiting for evidence ends. Default: three times the duration.</param>
    /// <param name="onInconclusive">What happens then, if green alone has been silent.</param>
    public RolloutBuilder Bake(
        TimeSpan duration,
        MetricCondition? requiring = null,
        Regression? compare = null,
        long minimumRequests = 100,
        long minimumTimes = 30,
        TimeSpan? deadline = null,
        Inconclusive onInconclusive = Inconclusive.RollBack) =>
        Bake(duration, requiring is null ? [] : [requiring], compare, minimumRequests, minimumTimes, deadline, onInconclusive);

    /// <inheritdoc cref="Bake(TimeSpan, MetricCondition?, Regression?, long, long, TimeSpan?, Inconclusive)"/>
    /// <param name="duration">The time to be measured.</param>
    /// <param name="requiring">Conditions that must all hold over the whole bake.</param>
    /// <param name="compare">Limits for green compared with blue over the whole bake.</param>
    /// <param name="minimumRequests">How many requests a rate must rest on.</param>
    /// <param name="minimumTimes">How many requests a time must rest on.</param>
    /// <param name="deadline">When waiting for evidence ends. Default: three times the duration.</param>
    /// <param name="onInconclusive">What happens then, if green alone has been silent.</param>
    public RolloutBuilder Bake(
        TimeSpan duration,
        ImmutableArray<MetricCondition> requiring,
        Regression? compare = null,
        long minimumRequests = 100,
        long minimumTimes = 30,
        TimeSpan? deadline = null,
        Inconclusive onInconclusive = Inconclusive.RollBack)
    {
        var weight = _draft.WeightBefore(_draft.Steps.Count + 1);
        return Then(new BakeStep(_draft.Free(weight == Percentage.Zero ? "bake" : $"bake at {weight}"), duration)
        {
            Requiring = NoneNull(requiring),
            Compare = compare,
            MinimumRequests = minimumRequests,
            MinimumTimes = minimumTimes,
            OnInconclusive = onInconclusive,
            Deadline = deadline ?? duration.Times(StepDeadlines.BakeFactor),
        });
    }

    /// <summary>
    /// Watches green until it is shown to be good enough: a release with much traffic need not wait for a fixed time, and one with little goes on only when enough is known. What is shown stays
    /// shown for the whole rollout; triggers stay armed.
    /// </summary>
    /// <param name="goodEnough">Such as <c>When.GreenIsGoodEnough()</c>.</param>
    /// <param name="within">When waiting for it ends. Pauses do not count.</param>
    /// <param name="atLeast">The time to be measured in any case. Default: 1 minute, or <paramref name="within"/> where that is shorter.</param>
    /// <param name="requiring">A condition that must hold as well.</param>
    /// <param name="onInconclusive">What happens at the deadline when it has not been shown. Default: the rollout rolls back, so that nothing is promoted of which too little is known.</param>
    public RolloutBuilder BakeUntil(
        Certification goodEnough, TimeSpan within, TimeSpan? atLeast = null, MetricCondition? requiring = null, Inconclusive onInconclusive = Inconclusive.RollBack)
    {
        ArgumentNullException.ThrowIfNull(goodEnough);
        var usual = TimeSpan.FromMinutes(1);
        var weight = _draft.WeightBefore(_draft.Steps.Count + 1);
        return Then(new BakeStep(_draft.Free(weight == Percentage.Zero ? "bake" : $"bake at {weight}"), atLeast ?? (within < usual ? within : usual))
        {
            Until = goodEnough,
            Requiring = requiring is null ? [] : [requiring],
            OnInconclusive = onInconclusive,
            Deadline = within,
        });
    }

    /// <summary>Watches green for a measured time after promotion, with triggers armed.</summary>
    /// <param name="duration">The time to be measured.</param>
    /// <param name="requiring">A condition that must hold over the whole watch.</param>
    /// <param name="minimumRequests">How many requests a rate must rest on.</param>
    /// <param name="minimumTimes">How many requests a time must rest on.</param>
    /// <param name="deadline">When waiting for evidence ends. Default: three times the duration.</param>
    /// <param name="onInconclusive">What happens then, if green alone has been silent.</param>
    public RolloutBuilder Watch(
        TimeSpan duration,
        MetricCondition? requiring = null,
        long minimumRequests = 100,
        long minimumTimes = 30,
        TimeSpan? deadline = null,
        Inconclusive onInconclusive = Inconclusive.RollBack) => Then(new BakeStep(_draft.Free("watch"), duration)
        {
            Requiring = requiring is null ? [] : [requiring],
            MinimumRequests = minimumRequests,
            MinimumTimes = minimumTimes,
            OnInconclusive = onInconclusive,
            Deadline = deadline ?? duration.Times(StepDeadlines.BakeFactor),
        });

    private static ImmutableArray<MetricCondition> NoneNull(ImmutableArray<MetricCondition> requiring)
    {
        foreach (var condition in requiring.IsDefault ? [] : requiring)
        {
            ArgumentNullException.ThrowIfNull(condition, nameof(requiring));
        }

        return requiring.IsDefault ? [] : requiring;
    }
}
