using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Machine;

/// <summary>Turns the rollout back: for a person, a trigger, or a failed step. Past the point of no return it freezes instead.</summary>
internal static class TurnBackPhase
{
    public static Decision? Decide(Turn turn)
    {
        var state = turn.State;
        if (state.Epoch != turn.Seen.Epoch)
        {
            return Decision.Record(new DriverTookOver(turn.Seen.Owner, turn.Seen.Epoch));
        }

        return ForPerson(state)
            ?? ForTrigger(turn)
            ?? ForFailure(turn);
    }

    private static Decision? ForPerson(RolloutState state)
    {
        if (state.TurnBack is not { Signal: var signal } || state is { Baseline: null, Started.Kind: RolloutKind.Rollback })
        {
            return null;
        }

        if (state.Rollback is not null && state.Outcome is null)
        {
            return state.Rollback.IsGradual ? Decision.Record(new RollbackEscalated($"asked for by {signal.By}")) : null;
        }

        var aborts = !state.GreenHadTraffic;
        var reason = signal.Kind switch
        {
            SignalKind.Abort => $"aborted by {signal.By}",
            SignalKind.Reject => $"'{signal.Step}' was refused by {signal.By}",
            _ => $"rolled back by {signal.By}",
        };
        return Decision.Record(new RollbackStarted(
            signal.Reason is null ? reason : $"{reason}: {signal.Reason}",
            Safe(state, state.Plan.Resolve(signal.Strategy)),
            aborts ? RolloutOutcome.Aborted : Outcome(state))
        {
            By = signal.By,
            Incident = signal.Incident,
        });
    }

    private static Decision? ForTrigger(Turn turn)
    {
        var state = turn.State;
        if (!state.IsArmed || state.Frozen is not null || turn.Seen.Lacks(Mechanism.Triggers))
        {
            return null;
        }

        if (turn.Seen.FindTripped(state.Plan) is { } found && found.Rule != state.Tripped?.Rule && Concerns(state, found))
        {
            return Decision.Record(found);
        }

        if (state.Tripped is not { } tripped)
        {
            return null;
        }

        return state.Rollback is { IsGradual: true } rollback
            ? Escalate(turn, rollback, tripped)
            : state.Rollback is not null ? null
            : state.NoReturn is not null && !turn.Seen.Lacks(Mechanism.PointOfNoReturn) ? Decision.Record(new RolloutFrozen(tripped.Reason))
            : Decision.Record(new RollbackStarted(tripped.Reason, Safe(state, Strategy(state.Plan, tripped.Rule)), RolloutOutcome.RolledBack) { Rule = tripped.Rule });
    }

    /// <summary>During a gradual rollback only a trigger that asks for an immediate one has something to add.</summary>
    private static bool Concerns(RolloutState state, TriggerTripped found) =>
        state.Rollback is null || (state.Rollback.IsGradual && Strategy(state.Plan, found.Rule).IsImmediate);

    /// <summary>Another trigger, or a worse reading of the one that started it, turns a gradual rollback into an immediate one.</summary>
    private static Decision? Escalate(Turn turn, RollbackState rollback, TriggerTripped tripped)
    {
        if (rollback.Started.Rule != tripped.Rule)
        {
            return Decision.Record(new RollbackEscalated(tripped.Reason));
        }

        return turn.Seen.Watch.FindWorse(turn.Plan, tripped.Breach) is { } worse
            ? Decision.Record(new RollbackEscalated($"{tripped.Rule}: {worse} since the rollback began"))
            : null;
    }

    /// <summary>Stages can only be taken from a split that is known: after a drift, everybody returns at once.</summary>
    private static RollbackStrategy Safe(RolloutState state, RollbackStrategy strategy) => state.HasHold(HoldKind.Drift) ? Rollback.Immediate : strategy;

    private static RollbackStrategy Strategy(PlanDescription plan, string rule) =>
        plan.Triggers.First(trigger => trigger.Name == rule).Strategy;

    private static Decision? ForFailure(Turn turn) => ForFailure(turn, turn.State);

    private static Decision? ForFailure(Turn turn, RolloutState state) =>
        state.Failure is not { } failure || state.Rollback is not null || state.Outcome is not null || state.Frozen is not null ? null
        : state.NoReturn is not null && !turn.Seen.Lacks(Mechanism.PointOfNoReturn) ? Decision.Record(new RolloutFrozen(failure.Summary))
        : Decision.Record(new RollbackStarted(failure.Summary, Rollback.Immediate, Outcome(state)));

    private static RolloutOutcome Outcome(RolloutState state) => state.GreenHadTraffic ? RolloutOutcome.RolledBack : RolloutOutcome.Failed;
}
