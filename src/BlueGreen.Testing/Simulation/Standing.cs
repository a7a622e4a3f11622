using System.Collections.Immutable;
using BlueGreen.Events;

namespace BlueGreen.Testing.Simulation;

/// <summary>How a rollout stands after an event: the oracle's own reading of the journal, independent of the machine's fold.</summary>
internal sealed record Standing
{
    public ImmutableHashSet<HoldKind> Holds { get; init; } = [];

    public bool IsTripped { get; init; }

    /// <summary>A person asked to turn back, and it has not begun.</summary>
    public bool MustTurnBack { get; init; }

    public RollbackStarted? Rollback { get; init; }

    public OutcomeReached? Outcome { get; init; }

    public bool IsFrozen { get; init; }

    public bool IsPastReturn { get; init; }

    public bool IsClosed { get; init; }

    public TrafficSplit Split { get; init; } = TrafficSplit.None;

    public Deployment? Live { get; init; }

    public DeploymentId? Green { get; init; }

    /// <summary>What green may have at most, unsettled writes included.</summary>
    public double GreenAtMost { get; init; }

    public int Step { get; init; } = -1;

    /// <summary>Blue was found dead, and neither seen to answer nor started again since.</summary>
    public bool IsBlueDown { get; init; }

    /// <summary>A person promoted while blue was dead.</summary>
    public bool GoesWithoutBlue { get; init; }

    /// <summary>A person said to put right what others changed, and it has not been written.</summary>
    public bool MustReassert { get; init; }

    public bool IsHeld => !Holds.IsEmpty;

    /// <summary>Held for nothing but evidence, a bake goes on measuring.</summary>
    public bool IsMeasuring => Holds.All(hold => hold == HoldKind.Evidence);

    /// <summary>A person said that the running bake had measured enough.</summary>
    public bool IsEnough { get; init; }

    public bool IsGoingBack => Rollback is not null && Outcome is null;

    /// <summary>Why nothing may go forward; null when something may.</summary>
    public string? Barrier =>
        IsHeld ? $"it is held for {string.Join(", ", Holds)}"
        : IsTripped ? "a trigger is tripped"
        : MustTurnBack ? "a person asked to turn back"
        : Rollback is not null ? "it rolls back"
        : Outcome is not null ? "it has its outcome"
        : IsFrozen ? "it is frozen"
        : null;
}
