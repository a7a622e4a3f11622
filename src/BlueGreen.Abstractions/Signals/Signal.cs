namespace BlueGreen.Signals;

/// <summary>What a person, or a program on a person's behalf, asks of a rollout. Sending the same signal twice is harmless.</summary>
public sealed record Signal
{
    /// <summary>Unique; repeat it to send the same signal again.</summary>
    public required string Id { get; init; }

    /// <summary>What is asked.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>Who asks.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The incident that this belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>How to roll back; null for at once, <see cref="Rollback.Gradual"/> for the plan's own stages. Only for <see cref="SignalKind.RollBack"/>.</summary>
    public RollbackStrategy? Strategy { get; init; }

    /// <summary>The approval's step. Only for <see cref="SignalKind.Approve"/> and <see cref="SignalKind.Reject"/>.</summary>
    public string? Step { get; init; }

    /// <summary>The plan's fingerprint that the approver saw. Only for <see cref="SignalKind.Approve"/> and <see cref="SignalKind.Reject"/>.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Names what a rollback after the point of no return loses, as the frozen rollout said it.</summary>
    public string? LossToken { get; init; }
}
