using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>What a driver may send, by what it knew when it decided.</summary>
internal sealed partial class Oracle
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private int _handled;
    private DateTimeOffset _retireReadAt;

    public DateTimeOffset StoreClockSetAt { get; set; }

    /// <summary>Now and then: the driver's state is what the journal folds to, and what it decides it decides again.</summary>
    public void Handled(SimulatedHost host, DriverCore driver)
    {
        if (++_handled % 97 == 0)
        {
            Refold(driver);
        }
    }

    public void Refold(DriverCore driver)
    {
        if (driver.State.Head == 0 || driver.State.Head > _journal.Count)
        {
            return;
        }

        var state = RolloutState.Empty;
        foreach (var entry in _journal.Take((int)driver.State.Head))
        {
            state = state.Apply(entry);
        }

        var folded = StateDigest.Of(state);
        var present = StateDigest.Of(driver.State);
        if (folded != present)
        {
            Break("Fold", $"the journal folds to\n{folded}\nbut the driver has\n{present}");
        }

        var once = RolloutMachine.Decide(driver.State, driver.Seen, Now);
        var again = RolloutMachine.Decide(state, driver.Seen, Now);
        if (StateDigest.Of(once) != StateDigest.Of(again))
        {
            Break("Determinism", $"{once} and {again} from the same state");
        }
    }

    public void Decided(SimulatedHost host, DriverCore driver, DriverRequest request)
    {
        switch (request)
        {
            case DriverRequest.Perform perform:
                Guarded(driver, perform.Operation);
                Intended(perform.Operation.Id, "sent");
                _retireReadAt = perform.Operation.Operation is RetireDeployment ? driver.Seen.Split?.At - (host.Now - Now) ?? DateTimeOffset.MinValue.AddDays(1) : _retireReadAt;
                Sent(_standings[(int)driver.State.Head], perform.Operation.Operation);
                break;
            case DriverRequest.Settle settle:
                Guarded(driver, settle.Operation);
                break;
            case DriverRequest.Append append:
                Heard(driver, append.Request.Event);
                Reading(host, driver, append.Request);
                break;
        }
    }

    /// <summary>What a driver has read from people comes before any further forward step.</summary>
    private static void Heard(DriverCore driver, RolloutEvent happening)
    {
        var isForward = happening is StepStarted or PointOfNoReturnPassed or OperationIntended { Operation: RunStep or Preflight };
        if (isForward && driver.Seen.Inbox.Any(entry => entry.Position > driver.State.InboxPosition))
        {
            Break("SignalsFirst", $"{happening} before {driver.Seen.Inbox[^1].Signal.Kind} was answered");
        }
    }

    private void Guarded(DriverCore driver, OperationState operation)
    {
        if (Now - StoreClockSetAt < _simulation.Settings.LeaseDuration)
        {
            return;
        }

        var left = driver.Seen.Epoch == _epoch ? _leaseUntil - _simulation.Store.Now : TimeSpan.MinValue;
        if (left < (_simulation.Settings.LeaseDuration / 2) - Skew)
        {
            Break("LeaseGuard", $"epoch {driver.Seen.Epoch} sent {operation.Operation} with {left.TotalSeconds:0.0} s of its lease left under epoch {_epoch}");
        }
    }

    private void Intended(OperationId id, string what)
    {
        if (!_intents.ContainsKey(id))
        {
            Break("IntentFirst", $"{id} was {what}, but the journal holds no intent");
        }
    }

    private void Sent(Standing known, RolloutOperation operation)
    {
        switch (operation)
        {
            case ShiftTraffic shift:
                Planned(shift.Split);
                var weight = known.Green is { } green ? shift.Split.WeightOf(green).Percent : 0;
                if (weight > 0 && !known.IsGoingBack)
                {
                    if (!IsRepeat(known, shift))
                    {
                        Gate(known, operation);
                    }

                    Proven(known);
                }

                break;
            case RunStep or Preflight:
                Gate(known, operation);
                break;
            case MakeLive live when live.Deployment is not null && live.Deployment.Id == known.Green:
                Gate(known, operation);
                break;
        }
    }

    private static void Gate(Standing known, RolloutOperation operation)
    {
        if (known.Barrier is { } why)
        {
            Break("ForwardGate", $"{operation} was sent although {why}");
        }
    }

    private void Planned(TrafficSplit split)
    {
        var green = Standing.Green is { } id ? split.WeightOf(id).Percent : 0;
        var isPlanned = split == BaselineSplit || split == Baseline?.Split
            || _simulation.Plan.Steps.OfType<ShiftStep>().Any(step => step.Green.Percent == green)
            || (Standing.Rollback?.Strategy.Stages.Any(stage => stage.Green.Percent == green) ?? false)
            || (Baseline?.Blue is null && green == 100);
        if (!isPlanned || (!split.IsNone && split.Weights.Sum(weight => weight.Weight.Percent) != 100))
        {
            Break("PlannedWeights", $"{split} is not in the plan");
        }
    }

    /// <summary>Everything in front of the first shift has passed.</summary>
    private void Proven(Standing known)
    {
        for (var i = 0; i < known.Step; i++)
        {
            if (!_passed.Contains(i))
            {
                Break("NothingBeforeProbes", $"green gets traffic, but step {i} '{_simulation.Plan.Steps[i].Name}' has not passed");
            }
        }
    }
}
