using BlueGreen.Operations;

namespace BlueGreen.Events;

/// <summary>A cancelled operation has no further effect.</summary>
/// <param name="Id">The operation.</param>
/// <param name="How">How that is known.</param>
/// <param name="Deployment">A deployment that it had made all the same.</param>
public sealed record OperationSettled(OperationId Id, Settlement How, Deployment? Deployment) : RolloutEvent;
