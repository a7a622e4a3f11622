namespace BlueGreen.Operations;

/// <summary>Stops a deployment that has no traffic and is not live.</summary>
/// <param name="Deployment">The deployment.</param>
public sealed record RetireDeployment(Deployment Deployment) : RolloutOperation;
