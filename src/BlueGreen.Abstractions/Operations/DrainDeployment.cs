namespace BlueGreen.Operations;

/// <summary>Waits until a deployment has no request in flight.</summary>
/// <param name="Deployment">The deployment.</param>
public sealed record DrainDeployment(DeploymentId Deployment) : RolloutOperation;
