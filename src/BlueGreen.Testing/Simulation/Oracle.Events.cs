using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>What each event may follow.</summary>
internal sealed partial class Oracle
{
    private Signal? _approval;
    private ApprovalRequested? _request;
    private bool _promoteNow;
    private bool _finishesEarly;
    private Signal? _turnBack;

    private void Judge(Standing before, JournalEntry entry)
    {
        if (before.MustTurnBack && entry.Event is not (SignalAccepted or SignalRefused or DriverTookOver or BaselineCaptured or RollbackStarted or RollbackEscalated))
        {
            Break("SignalsObeyed", $"{entry.Event.GetType().Name} came before the turning back that {_turnBack?.By} asked for");
        }

        switch (entry.Event)
        {
            case OperationIntended intended:
                JudgeIntent(before, intended);
                break;
            case StepStarted step:
                Forward(before, entry.Event);
                if (Enumerable.Range(0, step.Index).FirstOrDefault(i => !_passed.Contains(i), -1) is >= 0 and var missing)
                {
                    Break("StepOrder", $"step {step.Index} began before step {missing} had ended");
                }

                break;
            case StepCompleted step:
                Forward(before, entry.Event);
                JudgeStep(step, entry);
                break;
            case StepSkipped step:
                JudgeSkip(step);
                break;
            case PointOfNoReturnPassed:
                Forward(before, entry.Event);
                break;
            case ApprovalRequested request:
                _request = request;
                break;
            case SignalAccepted accepted:
                JudgeSignal(accepted.Signal, entry);
                break;
            case ApprovalGranted granted when _approval?.Step != granted.Step:
                Break("Approval", $"'{granted.Step}' is granted, but the approval accepted was for '{_approval?.Step}'");
                break;
            case StepFailed failed when failed.Report.Summary.Contains("deadline", StringComparison.Ordinal):
                JudgeDeadline(failed.Index, failed.Report.Summary);
                break;
            case ApprovalExpired expired:
                JudgeDeadline(before.Step, $"'{expired.Step}' expired");
                _finishesEarly |= expired.Outcome == Expiry.FinishWithoutContract;
                break;
            case GateDeclined gate:
                JudgeGate(gate);
                break;
            case TriggerTripped tripped:
                JudgeTrip(tripped, entry);
                break;
            case RollbackStarted rollback:
                JudgeRollback(before, rollback);
                break;
            case RolloutFrozen when !before.IsPastReturn:
                Break("Freeze", "it froze before the point of no return");
                break;
            case OutcomeReached when before.Outcome is not null:
                Break("OneOutcome", "there is an outcome already");
                break;
            case RolloutClosed closed when before.Outcome?.Outcome != closed.Outcome || _unsettled.Count > 0:
                Break("OneEnd", $"closed as {closed.Outcome} after {before.Outcome?.Outcome} with {_unsettled.Count} unsettled");
                break;
        }
    }

    private static void Forward(Standing before, RolloutEvent happened)
    {
        if (before.Barrier is { } why)
        {
            Break("ForwardGate", $"{happened} although {why}");
        }
    }

    private void JudgeIntent(Standing before, OperationIntended intended)
    {
        switch (intended.Operation)
        {
            case RunStep or Preflight:
                Forward(before, intended);
                break;
            case MakeLive live when live.Deployment?.Id != Baseline?.Blue?.Id:
                Forward(before, intended);
                break;
            case ShiftTraffic shift when before.IsGoingBack:
                JudgeReturn(before, shift.Split);
                if (before.Green is { } green && shift.Split.WeightOf(green).Percent > before.GreenAtMost)
                {
                    Break("GreenNeverRises", $"{shift.Split} while green has at most {before.GreenAtMost}% and it goes back");
                }

                break;
            case ShiftTraffic shift:
                if (!IsRepeat(before, shift))
                {
                    Forward(before, intended);
                }

                break;
            case DrainDeployment drain when before.Outcome is null && before.IsGoingBack && drain.Deployment == before.Green && before.Split.WeightOf(drain.Deployment) == Percentage.Zero:
                break;
            case RetireDeployment or DrainDeployment or ApplyRetention when before.Outcome is null:
                Break("CleanupLast", $"{intended.Operation} before there is an outcome");
                break;
        }
    }

    private void JudgeStep(StepCompleted step, JournalEntry entry)
    {
        if (!step.Report.Passed || Standing.Step != step.Index)
        {
            Break("StepOrder", $"step {step.Index} completed with passed = {step.Report.Passed} while step {Standing.Step} runs");
        }

        switch (_simulation.Plan.Steps[step.Index])
        {
            case BakeStep bake:
                JudgeBake(bake, step, entry);
                break;
            case ShiftStep shift when Standing.Split.WeightOf(Standing.Green!.Value) != shift.Green && Baseline?.Blue is not null:
                Break("StepTrue", $"'{shift.Name}' passed with {Standing.Split}");
                break;
            case PromoteStep when Standing.Live?.Id != Standing.Green:
                Break("StepTrue", $"'{step.Step}' passed with {Standing.Live} live");
                break;
        }
    }

    /// <summary>Only a gate that may leave out what is left declines.</summary>
    private void JudgeGate(GateDeclined gate)
    {
        if (gate.Report.Passed || Standing.Step != gate.Index || _simulation.Plan.Steps[gate.Index] is not GateStep { OnFailure: GateFailure.FinishWithoutContract })
        {
            Break("StepOrder", $"'{gate.Step}' declined with passed = {gate.Report.Passed} while step {Standing.Step} runs");
        }

        _finishesEarly = true;
    }

    private void JudgeSkip(StepSkipped step)
    {
        var isAllowed = _finishesEarly
            || (_promoteNow && _simulation.Plan.Steps[step.Index] is BakeStep or ShiftStep { Green.Percent: < 100 })
            || (Baseline?.Blue is null && _simulation.Plan.Steps[step.Index] is ShiftStep { Green.Percent: < 100 });
        if (!isAllowed)
        {
            Break("Skip", $"{step}");
        }
    }

    private void JudgeSignal(Signal signal, JournalEntry entry)
    {
        switch (signal.Kind)
        {
            case SignalKind.Approve or SignalKind.Reject:
                if (_request is null || signal.Step != _request.Step || signal.Fingerprint != PlanJson.Fingerprint(_simulation.Plan))
                {
                    Break("Approval", $"an approval of '{signal.Step}' for plan {signal.Fingerprint} was accepted, asked was '{_request?.Step}' for {_request?.Fingerprint}");
                }

                _approval = signal.Kind == SignalKind.Approve ? signal : _approval;
                _turnBack = signal.Kind == SignalKind.Reject ? signal : _turnBack;
                break;
            case SignalKind.RollBack or SignalKind.Abort:
                _turnBack = signal;
                if (Standing.IsPastReturn && Standing.Rollback is null && signal.LossToken != LossToken)
                {
                    Break("NoReturn", $"a roll back with the loss token '{signal.LossToken}' was accepted");
                }

                break;
            case SignalKind.PromoteNow:
                _promoteNow = true;
                break;
        }
    }

    private string? LossToken => _journal.Select(entry => entry.Event).OfType<PointOfNoReturnPassed>().LastOrDefault()?.LossToken;

    private void JudgeRollback(Standing before, RollbackStarted rollback)
    {
        if (before.IsPastReturn && !before.MustTurnBack)
        {
            Break("NoReturn", $"it rolled back by itself after the point of no return: {rollback.Reason}");
        }

        if (before.Rollback is not null && before.Outcome is null)
        {
            Break("OneRollback", "it was rolling back already");
        }

        if (before.Outcome is { Outcome: not RolloutOutcome.Succeeded } outcome)
        {
            Break("OneOutcome", $"it had ended as {outcome.Outcome}");
        }

        if (_hadTraffic && rollback.Outcome != RolloutOutcome.RolledBack)
        {
            Break("OutcomeKind", $"green may have had traffic, but it is to end as {rollback.Outcome}");
        }
    }
}
