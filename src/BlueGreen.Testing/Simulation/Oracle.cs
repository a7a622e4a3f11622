using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Operations;

namespace BlueGreen.Testing.Simulation;

/// <summary>
/// Judges a run at every event by what the journal says and by what the world truly is. It shares nothing with machine or driver but the events.
/// </summary>
internal sealed partial class Oracle : IWorldWatch
{
    private readonly Simulation _simulation;
    private readonly List<Standing> _standings = [new()];
    private readonly List<JournalEntry> _journal = [];
    private readonly Dictionary<OperationId, OperationIntended> _intents = [];
    private readonly HashSet<OperationId> _unsettled = [];
    private readonly HashSet<int> _passed = [];
    private readonly HashSet<int> _begun = [];
    private long _epoch;
    private DateTimeOffset _claimedAt;

    public Oracle(Simulation simulation) => _simulation = simulation;

    public Standing Standing => _standings[^1];

    public BaselineCaptured? Baseline { get; private set; }

    private SimulatedWorld World => _simulation.World;

    private DateTimeOffset Now => _simulation.Agenda.Now;

    private TrafficSplit BaselineSplit => Baseline?.Blue is { } blue ? TrafficSplit.AllTo(blue.Id) : TrafficSplit.None;

    private static void Break(string invariant, string detail) => throw new InvariantBrokenException(invariant, detail);

    public void Claimed(Lease lease)
    {
        if (_leaseUntil > _simulation.Store.Now)
        {
            Break("OneDriver", $"{lease.Owner} got a lease that epoch {_epoch} still held until {_leaseUntil:O}");
        }

        _epoch = lease.Epoch;
        _claimedAt = Now;
        _leaseUntil = lease.ExpiresAt;
        _simulation.Disturb();
    }

    private DateTimeOffset _leaseUntil;

    public void Renewed(Lease lease) => _leaseUntil = lease.ExpiresAt;

    public void Appended(AppendRequest? request, JournalEntry entry)
    {
        var before = Standing;
        Order(request, entry);
        _journal.Add(entry);
        Judge(before, entry);
        _standings.Add(Next(before, entry));
        CountHolds(before, Standing);
        if (entry.Event is OutcomeReached outcome)
        {
            Declared(outcome);
        }
    }

    private void Order(AppendRequest? request, JournalEntry entry)
    {
        if (entry.Sequence != _journal.Count + 1)
        {
            Break("DenseSequence", $"{entry.Sequence} follows {_journal.Count}");
        }

        if (_journal.Count > 0 && (entry.Epoch < _journal[^1].Epoch || entry.At < _journal[^1].At))
        {
            Break("Order", $"epoch {entry.Epoch} at {entry.At:O} follows epoch {_journal[^1].Epoch} at {_journal[^1].At:O}");
        }

        if (request is not null && request.Epoch != _epoch)
        {
            Break("StaleAppend", $"epoch {request.Epoch} appended {entry.Event.GetType().Name} under epoch {_epoch}");
        }

        if (Standing.IsClosed)
        {
            Break("OneEnd", $"{entry.Event} follows the end");
        }
    }

    private Standing Next(Standing before, JournalEntry entry)
    {
        switch (entry.Event)
        {
            case RolloutStarted { Kind: RolloutKind.Rollback } started:
                return before with { Green = started.Leave!.Id, GreenAtMost = 100 };
            case BaselineCaptured baseline:
                Baseline = baseline;
                _unsettled.Clear();
                return before with { Split = baseline.Split, Live = World.Live };
            case OperationIntended intended:
                _intents[intended.Id] = intended;
                _unsettled.Add(intended.Id);
                var weight = intended.Operation is ShiftTraffic shift && before.Green is { } id ? shift.Split.WeightOf(id).Percent : 0;
                _hadTraffic |= weight > 0;
                return before with { GreenAtMost = Math.Max(before.GreenAtMost, weight) };
            case OperationCompleted completed:
                _unsettled.Remove(completed.Id);
                if (_intents[completed.Id].Operation is RestartDeployment)
                {
                    _blueDownSince = null;
                    return before with { IsBlueDown = false };
                }

                return completed.Deployment is { } made && _intents[completed.Id].Operation is RunStep ? before with { Green = made.Id } : before;
            case OperationFailed failed:
                _unsettled.Remove(failed.Id);
                return before;
            case OperationSettled settled:
                _unsettled.Remove(settled.Id);
                return before;
            case TrafficShifted shifted:
                _unsettled.Remove(shifted.Id);
                _baselineAt ??= before.Rollback is not null && shifted.Split == BaselineSplit ? Now : null;
                return before with { Split = shifted.Split, GreenAtMost = shifted.Green.Percent };
            case DeploymentMadeLive live:
                _unsettled.Remove(live.Id);
                return before with { Live = live.Deployment, MustReassert = false };
            case StepStarted step:
                _begun.Add(step.Index);
                BeginBake(step.Index);
                return before with { Step = step.Index, IsEnough = false };
            case StepCompleted step:
                _passed.Add(step.Index);
                return before with { Step = -1 };
            case StepSkipped step:
                _passed.Add(step.Index);
                return before with { Step = -1 };
            case GateDeclined gate:
                _passed.Add(gate.Index);
                return before with { Step = -1 };
            case TriggerTripped:
                return before with { IsTripped = true };
            case HoldPlaced hold:
                return before with { Holds = before.Holds.Add(hold.Hold), IsBlueDown = before.IsBlueDown || hold.Hold == HoldKind.Blue };
            case HoldLifted hold:
                return before with { Holds = before.Holds.Remove(hold.Hold), IsBlueDown = before.IsBlueDown && (hold.Hold != HoldKind.Blue || before.GoesWithoutBlue) };
            case SignalAccepted accepted:
                return Accept(before, accepted.Signal);
            case RollbackStarted rollback:
                _baselineAt = null;
                return before with { Rollback = rollback, Outcome = null, MustTurnBack = false, Holds = [], IsFrozen = false, IsTripped = false };
            case RollbackEscalated:
                return before with { MustTurnBack = false };
            case PointOfNoReturnPassed:
                return before with { IsPastReturn = true };
            case RolloutFrozen:
                return before with { IsFrozen = true };
            case OutcomeReached outcome:
                return before with { Outcome = outcome, Holds = [] };
            case RolloutClosed:
                return before with { IsClosed = true };
            default:
                return before;
        }
    }

    private DateTimeOffset? _baselineAt;
    private bool _hadTraffic;

    private static Standing Accept(Standing before, Signals.Signal signal) => signal.Kind switch
    {
        Signals.SignalKind.Pause => before with { Holds = before.Holds.Add(HoldKind.Person) },
        Signals.SignalKind.Resume => before with { MustReassert = before.MustReassert || before.Holds.Contains(HoldKind.Drift), Holds = before.Holds.Remove(HoldKind.Person).Remove(HoldKind.Drift).Remove(HoldKind.Evidence), IsEnough = before.IsEnough || before.Holds.Contains(HoldKind.Evidence), IsFrozen = false, IsTripped = before.IsTripped && !before.IsFrozen },
        Signals.SignalKind.PromoteNow => before with { GoesWithoutBlue = before.GoesWithoutBlue || before.Holds.Contains(HoldKind.Blue) },
        Signals.SignalKind.RollBack or Signals.SignalKind.Abort or Signals.SignalKind.Reject => before with { MustTurnBack = true },
        _ => before,
    };
}
