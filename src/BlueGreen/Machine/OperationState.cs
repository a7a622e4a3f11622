using BlueGreen.Operations;

namespace BlueGreen.Machine;

/// <summary>An operation that is not settled.</summary>
internal sealed record OperationState(OperationId Id, RolloutOperation Operation, long Intent, long Epoch, DateTimeOffset IntendedAt, DateTimeOffset Deadline)
{
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Why it is cancelled.</summary>
    public string? CancelWhy { get; init; }

    public int Troubles { get; init; }
}
