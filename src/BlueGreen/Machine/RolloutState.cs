using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>The fold of a journal: everything that a driver knows after a crash.</summary>
internal sealed record RolloutState
{
    public static RolloutState Empty { get; } = new();

    public RolloutId Id { get; init; }

    public long Head { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public RolloutStarted? Started { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public string? Owner { get; init; }

    public long Epoch { get; init; }

    public long InboxPosition { get; init; }

    public BaselineCaptured? Baseline { get; init; }

    public Deployment? Blue => Baseline?.Blue;

    public Deployment? Green { get; init; }

    public int NextStep { get; init; }

    public StepRun? Step { get; init; }

    public ImmutableSortedSet<int> Begun { get; init; } = [];

    public ImmutableArray<OperationState> Operations { get; init; } = [];

    public TrafficSplit Split { get; init; } = TrafficSplit.None;

    public Deployment? Live { get; init; }

    public DateTimeOffset LastSettledAt { get; init; }

    /// <summary>What was last said about router or environment that could not be read.</summary>
    public ReadBackDelayed? Unread { get; init; }

    public DateTimeOffset UnreadAt { get; init; }

    public bool GreenHadTraffic { get; init; }

    public bool PromotionIntended { get; init; }

    public bool BlueRetired { get; init; }

    /// <summary>Blue failed its health probes, and has not been seen to answer since.</summary>
    public bool BlueIsDown { get; init; }

    /// <summary>A person promoted while blue was down.</summary>
    public bool GoesWithoutBlue { get; init; }

    /// <summary>The journal's sequence at which blue got another address that no split written since has told the router; null when there is none.</summary>
    public long? BlueMovedAt { get; init; }

    public ImmutableArray<HoldState> Holds { get; init; } = [];

    public DateTimeOffset HeldSince { get; init; }

    /// <summary>When the last hold ended: what was measured before does not count.</summary>
    public DateTimeOffset HeldUntil { get; init; }

    /// <summary>Somebody else changed the split, and a person said to go on.</summary>
    public bool ReassertSplit { get; init; }

    /// <summary>Somebody else changed the live deployment, and a person said to go on.</summary>
    public bool ReassertLive { get; init; }

    public bool MustReassert => ReassertSplit || ReassertLive;

    /// <summary>Whether somebody should have requests: not before the first split, nor while somebody else has changed it.</summary>
    public bool ExpectsRequests => !Split.IsNone && !MustReassert && !HasHold(HoldKind.Drift);

    public Checkpointed? Checkpoint { get; init; }

    public DateTimeOffset CheckpointAt { get; init; }

    public SignalAccepted? TurnBack { get; init; }

    public bool PromoteNow { get; init; }

    /// <summary>Why the steps that are left are left out: an approval expired, or a gate did not pass, and the plan finishes then. Null while they are not.</summary>
    public string? FinishesBecause { get; init; }

    public ApprovalState? Approval { get; init; }

    public TriggerTripped? Tripped { get; init; }

    public StepReport? Failure { get; init; }

    public RollbackState? Rollback { get; init; }

    public PointOfNoReturnPassed? NoReturn { get; init; }

    public RolloutFrozen? Frozen { get; init; }

    public OutcomeReached? Outcome { get; init; }

    public CleanupState Cleanup { get; init; } = new();

    public RolloutClosed? Closed { get; init; }

    public PlanDescription Plan => Started!.Plan;

    public bool IsHeld => !Holds.IsEmpty;

    /// <summary>Whether what is measured counts: it does while nothing but evidence is waited for.</summary>
    public bool IsMeasuring
    {
        get
        {
            foreach (var hold in Holds)
            {
                if (hold.Kind != HoldKind.Evidence)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether blue is the one to return to, should be running, and can be asked. In an emergency its health is no matter.</summary>
    public bool WatchesBlue => Blue is not null && !BlueRetired && !Plan.Probes.IsEmpty && Plan.EmergencyReason is null && Closed is null
        && Outcome is null or { Outcome: RolloutOutcome.Succeeded }
        && (Started!.Kind == RolloutKind.Forward || Rollback is { BlueStarted: true });

    /// <summary>Whether a forward rollout must not go on without a blue to return to.</summary>
    public bool NeedsBlue => WatchesBlue && !GoesWithoutBlue && NoReturn is null && Rollback is null && Outcome is null;

    public bool BlueHasTraffic => Blue is not null && Split.WeightOf(Blue.Id) > Percentage.Zero;

    /// <summary>The split that a rollback ends with.</summary>
    public TrafficSplit BaselineSplit => Blue is null ? TrafficSplit.None : TrafficSplit.AllTo(Blue.Id);

    /// <summary>The split that a step ends with; without blue green has everything at once.</summary>
    public TrafficSplit Target(ShiftStep shift) =>
        Blue is null ? TrafficSplit.AllTo(Green!.Id) : TrafficSplit.Between(Blue.Id, Green!.Id, shift.Green);

    public bool IsFenced => Plan.Traffic.Fencing != Fencing.None && Plan.EnvironmentFencing != Fencing.None;

    /// <summary>Whether the split may be changing by our own hand.</summary>
    public bool IsShifting => IsUnderWay<ShiftTraffic>();

    /// <summary>Whether the live deployment may be changing by our own hand.</summary>
    public bool IsPromoting => IsUnderWay<MakeLive>();

    /// <summary>The weight that green was last read back with.</summary>
    public Percentage GreenHas => Green is null ? Percentage.Zero : Split.WeightOf(Green.Id);

    /// <summary>The highest weight that green may have now, unsettled writes included.</summary>
    public Percentage GreenAtMost
    {
        get
        {
            if (Green is null)
            {
                return Percentage.Zero;
            }

            var most = Split.WeightOf(Green.Id);
            foreach (var operation in Operations)
            {
                if (operation.Operation is ShiftTraffic shift && shift.Split.WeightOf(Green.Id) > most)
                {
                    most = shift.Split.WeightOf(Green.Id);
                }
            }

            return most;
        }
    }

    /// <summary>Triggers judge from green's first possible request until the outcome.</summary>
    public bool IsArmed => Outcome is null && Closed is null && GreenAtMost > Percentage.Zero;

    private bool IsUnderWay<T>()
        where T : RolloutOperation
    {
        foreach (var operation in Operations)
        {
            if (operation.Operation is T)
            {
                return true;
            }
        }

        return false;
    }

    public OperationState? Find(OperationId id)
    {
        foreach (var operation in Operations)
        {
            if (operation.Id == id)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>
    /// The operation that is being carried out, as opposed to those being cancelled: the last one, which puts right what others changed beside a step's work. On the way
    /// forward blue's restart goes on beside it.
    /// </summary>
    public OperationState? Current
    {
        get
        {
            for (var i = Operations.Length - 1; i >= 0; i--)
            {
                if (Operations[i].CancelRequestedAt is null && (Rollback is not null || Operations[i].Operation is not RestartDeployment))
                {
                    return Operations[i];
                }
            }

            return null;
        }
    }

    public bool HasHold(HoldKind kind)
    {
        foreach (var hold in Holds)
        {
            if (hold.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }
}
