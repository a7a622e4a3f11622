using BlueGreen.Analysis;
using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Brings the running step to its end.</summary>
internal static class StepPhase
{
    public static Decision? Decide(Turn turn)
    {
        var run = turn.State.Step!;
        var step = turn.Plan.Steps[run.Index];
        if (run.Report is { } report)
        {
            return turn.State.IsHeld && report.Passed ? null
                : Decision.Record(report.Passed ? new StepCompleted(run.Index, step.Name, report)
                    : step is GateStep { OnFailure: GateFailure.FinishWithoutContract } ? new GateDeclined(run.Index, step.Name, report)
                    : new StepFailed(run.Index, step.Name, report));
        }

        return step switch
        {
            BakeStep bake => Bake(turn, bake),
            ApprovalStep approval => Approve(turn, approval),
            WaitStep => turn.State.IsHeld || !turn.IsDue(Deadlines.Of(turn)) ? null
                : Decision.Record(new StepCompleted(run.Index, step.Name, StepReport.Pass($"waited {step.Deadline}"))),
            PointOfNoReturnStep => turn.State.IsHeld ? null : PassPointOfNoReturn(turn, step),
            ShiftStep first when !turn.State.GreenHadTraffic => ShiftFirst(turn, first),
            _ when turn.State.IsHeld => null,
            MigrateStep { Phase: MigrationPhase.Contract } => WhenGreenHasAll(turn, step, () => Decision.Intend(turn.State, new RunStep(run.Index), turn.Now + step.Deadline)),
            ShiftStep shift => Decision.Intend(turn.State, new ShiftTraffic(turn.State.Target(shift)), turn.Now + shift.Deadline),
            PromoteStep => Decision.Intend(turn.State, new MakeLive(turn.State.Green), turn.Now + step.Deadline),
            _ => Decision.Intend(turn.State, new RunStep(run.Index), turn.Now + step.Deadline),
        };
    }

    /// <summary>
    /// Before green's first request it is made sure that nobody else has changed split or live deployment since the baseline was read: what others did is not written over.
    /// </summary>
    private static Decision? ShiftFirst(Turn turn, ShiftStep shift)
    {
        var state = turn.State;
        var run = state.Step!;
        var since = state.IsHeld && state.HeldSince > run.StartedAt ? state.HeldSince : run.StartedAt;
        if (Verification.Decide(turn, state.Split, state.Live, since) is { } reading)
        {
            return reading;
        }

        if (state.IsHeld)
        {
            return null;
        }

        return turn.Seen.IsVerified(state.Split, state.Live, since) ? Decision.Intend(state, new ShiftTraffic(state.Target(shift)), turn.Now + shift.Deadline)
            : turn.IsDue(Deadlines.Of(turn)) ? Decision.Record(new StepFailed(run.Index, shift.Name, Unread(state.Split, state.Live)))
            : null;
    }

    private static StepReport Unread(TrafficSplit split, Deployment? live) =>
        StepReport.Fail($"it could not be read in time that the traffic is still {split} and {live?.ToString() ?? "nothing"} is live");

    private static Decision? Bake(Turn turn, BakeStep bake)
    {
        var state = turn.State;
        var run = state.Step!;
        if (ForwardPhase.Skip(state, bake) is { } why)
        {
            return Decision.Record(new StepSkipped(run.Index, bake.Name, why));
        }

        var progress = turn.Seen.Bake.Step == run.Index ? turn.Seen.Bake : BakeProgress.Begin(run.Index);
        var judge = new BakeJudge(turn.Plan, bake, progress, Comparable(state), state.Green!, state.Split.WeightOf(state.Green!.Id), turn.Seen.Comparison);
        var decided = judge.Decide();
        if (decided == Verdict.Fail)
        {
            var verdict = judge.Explain();
            return Decision.Record(new StepFailed(run.Index, bake.Name, verdict.ToReport($"'{bake.Name}' failed: {verdict.Describe(f => !f.Passed)}")));
        }

        if (progress.Measured >= bake.Duration && decided == Verdict.Pass && state.HasHold(HoldKind.Evidence))
        {
            return Decision.Record(new HoldLifted(HoldKind.Evidence, "enough is known now"));
        }

        if (progress.Measured >= bake.Duration && decided == Verdict.Pass && !state.IsHeld)
        {
            return Decision.Record(new StepCompleted(run.Index, bake.Name, judge.Explain().ToReport($"measured {progress.Measured.TotalSeconds:0.#} s")));
        }

        return state.IsHeld || !turn.IsDue(Deadlines.Of(turn)) ? null : Undecided(turn, bake, progress, judge.Explain());
    }

    private static Decision? Undecided(Turn turn, BakeStep bake, BakeProgress progress, BakeVerdict verdict)
    {
        var missing = verdict.Describe(f => !f.Passed);
        var reason = $"'{bake.Name}' had {progress.Measured.TotalSeconds:0.#} of {bake.Duration.TotalSeconds:0.#} s measured at its deadline{(missing.Length == 0 ? "" : $"; {missing}")}";
        return bake.OnInconclusive == Inconclusive.RollBack
            ? Decision.Record(new StepFailed(turn.State.Step!.Index, bake.Name, verdict.ToReport(reason) with { Passed = false }))
            : Decision.Record(new HoldPlaced(turn.Seen.Sources.GreenSilent ? HoldKind.Silence : HoldKind.Evidence, reason));
    }

    /// <summary>Blue, as long as it has traffic to compare with.</summary>
    private static Deployment? Comparable(RolloutState state) =>
        state.Blue is { } blue && state.Split.WeightOf(blue.Id) > Percentage.Zero ? blue : null;

    private static Decision? Approve(Turn turn, ApprovalStep approval)
    {
        var state = turn.State;
        if (ForwardPhase.Skip(state, approval) is { } why)
        {
            return Decision.Record(new StepSkipped(state.Step!.Index, approval.Name, why));
        }

        if (state.Approval is not { } open)
        {
            return state.IsHeld ? null : Decision.Record(new ApprovalRequested(
                approval.Name, approval.Role, Deadlines.Of(turn), approval.OnExpiry, PlanJson.Fingerprint(turn.Plan)));
        }

        if (open.Grant is { } grant)
        {
            return Decision.Record(new ApprovalGranted(approval.Name, grant.By, grant.Reason));
        }

        return turn.IsDue(Deadlines.Of(turn)) && !state.IsHeld ? Decision.Record(new ApprovalExpired(approval.Name, approval.OnExpiry)) : null;
    }

    private static Decision? PassPointOfNoReturn(Turn turn, PlanStep step) => WhenGreenHasAll(turn, step, () => Decision.Record(new PointOfNoReturnPassed(
        step.Name, $"lose-{turn.State.Id.Value[..Math.Min(8, turn.State.Id.Value.Length)]}-{turn.State.Head + 1}", Loss(turn))));

    /// <summary>
    /// Goes on once green is read back live with all traffic, by readings since the step began. What takes away from blue asks anew: days, and people, may have passed since the point of no return.
    /// </summary>
    private static Decision? WhenGreenHasAll(Turn turn, PlanStep step, Func<Decision> go)
    {
        var state = turn.State;
        var split = TrafficSplit.AllTo(state.Green!.Id);
        return Verification.Decide(turn, split, state.Green, state.Step!.StartedAt)
            ?? (turn.Seen.IsVerified(split, state.Green, state.Step.StartedAt) ? go()
                : turn.IsDue(Deadlines.Of(turn)) ? Decision.Record(new StepFailed(state.Step.Index, step.Name, Unread(split, state.Green)))
                : null);
    }

    private static string Loss(Turn turn)
    {
        var lost = turn.Plan.Steps.Skip(turn.State.Step!.Index + 1).Where(s => s is MigrateStep or CustomStep { Before: null }).Select(s => s.Name).ToArray();
        return lost.Length == 0 ? "nothing but the point of no return itself" : $"blue may not work after: {string.Join(", ", lost)}";
    }
}
