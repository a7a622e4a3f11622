using BlueGreen.Analysis;
using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Journals what the samples amount to, when a breach starts or stops, when probes begin or cease to fail, when there is nothing more to come, and every 30 seconds; places and lifts holds for want of evidence.</summary>
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
        if (bake.Fresh == 0 || (!BreachesChanged(turn) && !HealthChanged(turn) && !IsOver(turn) && !turn.IsDue(turn.State.CheckpointAt + MachineTimes.Checkpoint)))
        {
            return null;
        }

        return Decision.Record(new Checkpointed
        {
            Measured = bake.Measured,
            Tallies = bake.Tallies,
            Breaches = turn.Seen.Watch.ToBreaches(),
            Watermarks = bake.Watermarks,
            Tests = turn.Seen.Comparison.Standings,
            FailedProbes = turn.Seen.Watch.FailedProbes,
            Summary = bake.Summary,
        });
    }

    /// <summary>Whether a bake has just ended, or green has nothing any more: what was seen is then complete, and reports shall have it.</summary>
    private static bool IsOver(Turn turn) =>
        !turn.State.IsArmed || (turn.State.Step is null && turn.State.Rollback is null && turn.Seen.Bake.Step >= 0);

    private static bool BreachesChanged(Turn turn)
    {
        var before = turn.State.Checkpoint?.Breaches ?? [];
        var now = turn.Seen.Watch.Windows;
        return before.Length != now.Length || (!now.IsEmpty && now.Any(window => !before.Any(breach => breach.Rule == window.Rule)));
    }

    private static bool HealthChanged(Turn turn) => turn.Seen.Watch.FailedProbes.IsEmpty != (turn.State.Checkpoint?.FailedProbes.IsEmpty ?? true);

    private static Decision? Hold(Turn turn)
    {
        var state = turn.State;
        var sources = turn.Seen.Sources;
        return For(state, HoldKind.Bindings, turn.Seen.BindingsProblem is not null, turn.Seen.BindingsProblem ?? "the bindings are the plan's again")
            ?? For(state, HoldKind.Source, sources.Failed >= 2 || (sources.Failed == 1 && state.HasHold(HoldKind.Source)), sources.Trouble ?? "all sources answer")
            ?? Blue(turn)
            ?? Silence(state, sources)
            ?? For(state, HoldKind.Evidence, state.HasHold(HoldKind.Evidence) && state.Step is { } run && turn.Plan.Steps[run.Index] is BakeStep, "the bake is over")
            ?? Drift(turn);
    }

    /// <summary>Without a blue to return to nothing goes forward, unless a person says so. One good round is enough to go on.</summary>
    private static Decision? Blue(Turn turn)
    {
        var (state, blue) = (turn.State, turn.Seen.Blue);
        var isHeld = state.HasHold(HoldKind.Blue);
        var isMissing = state.NeedsBlue && (isHeld ? blue.Answers is not true : blue.IsDown(turn.Plan));
        return isMissing == isHeld ? null
            : isMissing ? Decision.Record(new HoldPlaced(HoldKind.Blue, $"{state.Blue} fails its health probes, {blue.Describe(turn.Plan)}: there is no way back until it answers") { FailedProbes = blue.FailedProbes })
            : Decision.Record(new HoldLifted(HoldKind.Blue, state.GoesWithoutBlue ? "promoted without a way back" : $"{state.Blue} answers its health probes again"));
    }

    /// <summary>Nobody's requests are no evidence. A person who promotes at once goes without, until green is live.</summary>
    private static Decision? Silence(RolloutState state, SourceHealth sources)
    {
        if (state.PromoteNow && state.Live?.Id != state.Green?.Id)
        {
            return For(state, HoldKind.Silence, false, "promoted at once");
        }

        var isSilent = sources.Silent >= 2 || (state.HasHold(HoldKind.Silence) && (sources.Silent == 1 || (sources.GreenSilent && state.GreenHas > Percentage.Zero)));
        return For(state, HoldKind.Silence, state.ExpectsRequests && isSilent, sources.Trouble ?? "there are requests, or none are expected");
    }

    private static Decision? For(RolloutState state, HoldKind kind, bool wanted, string reason) =>
        wanted == state.HasHold(kind) ? null : Decision.Record(wanted ? new HoldPlaced(kind, reason) : new HoldLifted(kind, reason));

    private static Decision? Drift(Turn turn)
    {
        var state = turn.State;
        if (turn.Seen.Lacks(Mechanism.DriftCheck) || state.Baseline is null || state.MustReassert)
        {
            return null;
        }

        var drift = Drift<ShiftTraffic, TrafficSplit>(turn, turn.Seen.Split, (found, shift) => found == (shift?.Split ?? state.Split)) is { } split
            ? $"the router reads {split}, not {state.Split}"
            : Drift<MakeLive, Deployment?>(turn, turn.Seen.Live, (found, live) => found?.Id == (live is null ? state.Live : live.Deployment)?.Id || IsPublished(turn, found)) is { } other
                ? $"the environment reads {other} as live, not {state.Live?.ToString() ?? "none"}"
                : null;
        if (drift is not null)
        {
            return state.HasHold(HoldKind.Drift) ? null : Decision.Record(new HoldPlaced(HoldKind.Drift, drift));
        }

        var isSeen = IsKnown(turn.Seen.Split, state.HeldSince) && IsKnown(turn.Seen.Live, state.HeldSince);
        return state.HasHold(HoldKind.Drift) && isSeen ? Decision.Record(new HoldLifted(HoldKind.Drift, "router and environment read as they should again")) : null;
    }

    /// <summary>What was read, if it is neither what is recorded nor what a write of ours that is not settled makes of it; not judged while such a write is out.</summary>
    private static string? Drift<TWrite, TValue>(Turn turn, Reading<TValue>? reading, Func<TValue?, TWrite?, bool> agrees)
        where TWrite : RolloutOperation
    {
        if (!IsKnown(reading, turn.State.LastSettledAt) || agrees(reading!.Value.Value, null))
        {
            return null;
        }

        foreach (var operation in turn.State.Operations)
        {
            if (operation.Operation is TWrite write)
            {
                var view = turn.Seen.ViewOf(operation.Id);
                if (view.IsRunning || reading.At < (view.EndedAt ?? operation.IntendedAt) || agrees(reading.Value.Value, write))
                {
                    return null;
                }
            }
        }

        return reading.Value.Value?.ToString() ?? "none";
    }

    /// <summary>Whether the router made it live, by giving it everything.</summary>
    private static bool IsPublished(Turn turn, Deployment? found)
    {
        var split = found is null ? TrafficSplit.None : TrafficSplit.AllTo(found.Id);
        return turn.Plan.Traffic.PublishesLive
            && (turn.State.Split == split || turn.State.Operations.Any(operation => operation.Operation is ShiftTraffic shift && shift.Split == split));
    }

    private static bool IsKnown<T>(Reading<T>? reading, DateTimeOffset since) => reading is { Value.IsKnown: true } && reading.At >= since;
}
