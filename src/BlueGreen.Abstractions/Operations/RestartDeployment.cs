namespace BlueGreen.Operations;

/// <summary>Makes a deployment that was retired, or has died, answer again.</summary>
/// <param name="Deployment">The deployment.</param>
public sealed record RestartDeployment(Deployment Deployment) : RolloutOperation;
