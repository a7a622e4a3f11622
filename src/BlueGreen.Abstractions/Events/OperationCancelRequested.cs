namespace BlueGreen.Events;

/// <summary>An operation is to have no further effect. It stays unsettled until that is observed.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Why">The reason.</param>
public sealed record OperationCancelRequested(OperationId Id, string Why) : RolloutEvent;
