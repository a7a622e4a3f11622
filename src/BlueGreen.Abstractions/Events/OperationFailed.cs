namespace BlueGreen.Events;

/// <summary>An operation is given up: it failed for good, or its deadline passed.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Error">What was tried and what was answered.</param>
public sealed record OperationFailed(OperationId Id, string Error) : RolloutEvent;
