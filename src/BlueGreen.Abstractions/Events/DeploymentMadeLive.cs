namespace BlueGreen.Events;

/// <summary>The environment read back a new live deployment.</summary>
/// <param name="Id">The operation that made it so.</param>
/// <param name="Deployment">The live deployment; null when none is.</param>
public sealed record DeploymentMadeLive(OperationId Id, Deployment? Deployment) : RolloutEvent;
