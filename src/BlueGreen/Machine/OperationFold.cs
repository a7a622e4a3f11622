using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

internal static class OperationFold
{
    public static RolloutState Apply(RolloutState state, JournalEntry entry) => entry.Event switch
    {
        OperationIntended intended => Intend(state, intended, entry),
        OperationCompleted completed => Complete(Without(state, completed.Id, entry.At), state.Find(completed.Id)?.Operation, completed, entry.Sequence),
        OperationFailed failed => Fail(Without(state, failed.Id, entry.At), state.Find(failed.Id)?.Operation, StepReport.Fail(failed.Error)),
        OperationCancelRequested cancel => state.With(cancel.Id, o => o with { CancelRequestedAt = entry.At, CancelWhy = cancel.Why }),
        OperationSettled settled => Settle(state, settled, entry.At),
        TrafficShifted shifted => Shift(Without(state, shifted.Id, entry.At), shifted, entry.At) with { BlueMovedAt = state.Find(shifted.Id)?.Intent > state.BlueMovedAt ? null : state.BlueMovedAt },
        DeploymentMadeLive live => Promote(Without(state, live.Id, entry.At), live, entry.At),
        ProviderTroubled troubled => state.With(troubled.Id, o => o with { Troubles = troubled.Attempts }),
        _ => state,
    };

    public static RolloutState WithoutCurrent(this RolloutState state) =>
        state.Current is { } current ? state with { Operations = state.Operations.Remove(current) } : state;

    private static RolloutState With(this RolloutState state, OperationId id, Func<OperationState, OperationState> change) =>
        state.Find(id) is { } operation ? state with { Operations = state.Operations.Replace(operation, change(operation)) } : state;

    private static RolloutState Without(RolloutState state, OperationId id, DateTimeOffset at) =>
        state.Find(id) is { } operation ? state with { Operations = state.Operations.Remove(operation), LastSettledAt = at } : state;

    private static RolloutState Intend(RolloutState state, OperationIntended intended, JournalEntry entry)
    {
        var raises = intended.Operation is ShiftTraffic shift && state.Green is { } green && shift.Split.WeightOf(green.Id) > Percentage.Zero;
        return state with
        {
            Operations = state.Operations.Add(new(intended.Id, intended.Operation, entry.Sequence, entry.Epoch, entry.At, intended.Deadline)),
            GreenHadTraffic = state.GreenHadTraffic || raises,
            PromotionIntended = state.PromotionIntended || (intended.Operation is MakeLive live && live.Deployment is not null && live.Deployment.Id == state.Green?.Id),
            BlueRetired = state.BlueRetired || (intended.Operation is RetireDeployment retire && retire.Deployment.Id == state.Blue?.Id),
        };
    }

    private static RolloutState Complete(RolloutState state, RolloutOperation? operation, OperationCompleted completed, long sequence) => operation switch
    {
        RunStep => state with
        {
            Green = completed.Deployment ?? state.Green,
            Step = state.Step is null ? null : state.Step with { Report = completed.Report },
        },
        RestartDeployment => state with
        {
            Baseline = state.Baseline! with { Blue = completed.Deployment ?? state.Blue },
            Rollback = state.Rollback is null ? null : state.Rollback with { BlueStarted = true },
            BlueRetired = false,
            BlueIsDown = false,
            BlueMovedAt = completed.Deployment is { } blue && blue != state.Blue ? sequence : state.BlueMovedAt,
        },
        _ => Finish(state, operation),
    };

    private static RolloutState Fail(RolloutState state, RolloutOperation? operation, StepReport report) => operation switch
    {
        ShiftTraffic or MakeLive when state.MustReassert => state with { Failure = report, ReassertSplit = false, ReassertLive = false },
        RunStep or ShiftTraffic or MakeLive when state.Step is not null => state with { Step = state.Step with { Report = report } },
        RunStep or Preflight or ShiftTraffic or MakeLive => state with { Failure = report },
        _ => Finish(state, operation),
    };

    private static RolloutState Finish(RolloutState state, RolloutOperation? operation) => operation switch
    {
        UndoStep undo when state.Rollback is { } rollback => state with { Rollback = rollback with { Undone = rollback.Undone.Add(undo.Step) } },
        ValidateBlue when state.Rollback is { } rollback => state with { Rollback = rollback with { Validated = true } },
        DrainDeployment => state with { Cleanup = state.Cleanup with { Drained = true } },
        RetireDeployment => state with { Cleanup = state.Cleanup with { Retired = true } },
        ApplyRetention => state with { Cleanup = state.Cleanup with { Retained = true } },
        _ => state,
    };

    private static RolloutState Settle(RolloutState state, OperationSettled settled, DateTimeOffset at)
    {
        var found = state.Find(settled.Id);
        var next = Without(state, settled.Id, at) with { Green = settled.Deployment ?? state.Green };
        if (found?.Operation is RetireDeployment retire && retire.Deployment.Id == state.Blue?.Id && next.Rollback is { } rollback)
        {
            next = next with { BlueRetired = true, Rollback = rollback with { BlueStarted = false } };
        }

        return found is null or { Operation: RestartDeployment } || (state.Rollback is not null && found.Operation is RunStep or Preflight or ShiftTraffic or MakeLive)
            ? next
            : Fail(next, found.Operation, StepReport.Fail(found.CancelWhy ?? $"{Describe(state, found.Operation)} was given up"));
    }

    private static RolloutState Shift(RolloutState state, TrafficShifted shifted, DateTimeOffset at)
    {
        var isBaseline = state.Rollback is not null && shifted.Split == state.BaselineSplit;
        return state with
        {
            Split = shifted.Split,
            ReassertSplit = false,
            Step = state.Step is { } step && state.Plan.Steps[step.Index] is ShiftStep shift && shifted.Split == state.Target(shift)
                ? step with { Report = StepReport.Pass($"the router read back {shifted.Split}") }
                : state.Step,
            Rollback = state.Rollback is null ? null : state.Rollback with
            {
                BaselineAt = isBaseline ? at : state.Rollback.BaselineAt,
                StageAt = at,
            },
        };
    }

    private static RolloutState Promote(RolloutState state, DeploymentMadeLive live, DateTimeOffset at) => state with
    {
        Live = live.Deployment,
        ReassertLive = false,
        Step = state.Step is { } step && state.Plan.Steps[step.Index] is PromoteStep && live.Deployment?.Id == state.Green?.Id
            ? step with { Report = StepReport.Pass($"the environment read back {live.Deployment?.ToString() ?? "none"} as live") }
            : state.Step,
        Rollback = state.Rollback is null ? null : state.Rollback with { LiveAt = at },
    };

    public static string Describe(RolloutState state, RolloutOperation operation) => operation switch
    {
        RunStep run => $"step '{state.Plan.Steps[run.Step].Name}'",
        UndoStep undo => $"undoing step '{state.Plan.Steps[undo.Step].Name}'",
        ShiftTraffic shift => $"shifting traffic to {shift.Split}",
        MakeLive live => $"making {live.Deployment?.ToString() ?? "nothing"} live",
        RestartDeployment restart => $"starting {restart.Deployment} again",
        DrainDeployment drain => $"draining {drain.Deployment}",
        RetireDeployment retire => $"retiring {retire.Deployment}",
        Preflight => "the pre-flight",
        ValidateBlue => "validating blue",
        _ => "applying retention",
    };
}
