namespace BlueGreen.Machine;

/// <summary>What this driver has seen of an operation.</summary>
internal sealed record OperationView(OperationId Id)
{
    /// <summary>Whether a call that carries it out is running in this process.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether a call that settles it is running in this process.</summary>
    public bool IsCancelling { get; init; }

    public int Attempts { get; init; }

    public int CancelAttempts { get; init; }

    /// <summary>When the last call ended; null while none has.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the last cancelling call ended; null while none has.</summary>
    public DateTimeOffset? CancelEndedAt { get; init; }

    /// <summary>The last call's result; null while there is none.</summary>
    public CallResult? Result { get; init; }

    /// <summary>The last cancelling call's result; null while there is none.</summary>
    public CallResult? CancelResult { get; init; }
}
