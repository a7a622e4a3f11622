using BlueGreen.Events;

namespace BlueGreen.Machine;

/// <summary>Journals what the samples amount to, when a breach starts or stops and every 30 seconds; places and lifts holds for want of evidence.</summary>
internal static class CheckpointPhase
{
    public static Decision? Decide(Turn turn)
    {
        if (turn.State.Outcome is not null || turn.State.Frozen is not null)
        {
            return null;
        }

        return Checkpoint(turn) ?? (turn.State.Rollback is null ? Hold(turn) : null);
    }

    private static Decision? Checkpoint(Turn turn)
    {
        var bake = turn.Seen.Bake;
        if (bake.Fresh == 0 || (!BreachesChanged(turn) && !turn.IsDue(turn.State.CheckpointAt + MachineTimes.Checkpoint)))
        {
            return null;
        }

        return Decision.Record(new Checkpointed
        {
            Measured = bake.Measured,
            Tallies = bake.Tallies,
            Breaches = turn.Seen.Watch.ToBreaches(),
            Watermarks = bake.Watermarks,
            Summary = bake.Summary,
        });
    }

    private static bool BreachesChanged(Turn turn)
    {
        var before = turn.State.Checkpoint?.Breaches ?? [];
        var now = turn.Seen.Watch.Windows;
        return before.Length != now.Length || now.Any(window => !before.Any(breach => breach.Rule == window.Rule));
    }

    private static Decision? Hold(Turn turn)
    {
        var state = turn.State;
        var sources = turn.Seen.Sources;
        return For(state, HoldKind.Bindings, turn.Seen.BindingsProblem is not null, turn.Seen.BindingsProblem ?? "the bindings are the plan's again")
            ?? For(state, HoldKind.Source, sources.Failed >= 2 || (sources.Failed == 1 && state.HasHold(HoldKind.Source)), sources.Trouble ?? "all sources answer")
            ?? For(state, HoldKind.Silence, state.ExpectsRequests && (sources.Silent >= 2 || ((sources.Silent == 1 || (sources.GreenSilent && state.GreenHas > Percentage.Zero)) && state.HasHold(HoldKind.Silence))), sources.Trouble ?? "there are requests, or none are expected")
            ?? Drift(turn);
    }

    private static Decision? For(RolloutState state, HoldKind kind, bool wanted, string reason) =>
        wanted == state.HasHold(kind) ? null
        : Decision.Record(wanted ? new HoldPlaced(kind, reason) : new HoldLifted(kind, reason));

    private static Decision? Drift(Turn turn)
    {
        var state = turn.State;
        if (turn.Seen.Lacks(Mechanism.DriftCheck) || state.Baseline is null || state.MustReassert)
        {
            return null;
        }

        var split = !state.IsShifting && Differs(turn.Seen.Split, state.LastSettledAt, found => found != state.Split)
            ? $"the router reads {turn.Seen.Split!.Value.Value}, not {state.Split}" : null;
        var live = !state.IsPromoting && Differs(turn.Seen.Live, state.LastSettledAt, found => found?.Id != state.Live?.Id)
            ? $"the environment reads {turn.Seen.Live!.Value.Value?.ToString() ?? "none"} as live, not {state.Live?.ToString() ?? "none"}" : null;
        if ((split ?? live) is { } drift)
        {
            return state.HasHold(HoldKind.Drift) ? null : Decision.Record(new HoldPlaced(HoldKind.Drift, drift));
        }

        var isSeen = (state.IsShifting || IsKnown(turn.Seen.Split, state.HeldSince)) && (state.IsPromoting || IsKnown(turn.Seen.Live, state.HeldSince));
        return state.HasHold(HoldKind.Drift) && isSeen ? Decision.Record(new HoldLifted(HoldKind.Drift, "router and environment read as they should again")) : null;
    }

    private static bool IsKnown<T>(Reading<T>? reading, DateTimeOffset since) => reading is { Value.IsKnown: true } && reading.At >= since;

    private static bool Differs<T>(Reading<T>? reading, DateTimeOffset since, Func<T?, bool> differs) =>
        IsKnown(reading, since) && differs(reading!.Value.Value);
}
