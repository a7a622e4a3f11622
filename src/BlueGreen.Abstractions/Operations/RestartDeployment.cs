namespace BlueGreen.Operations;

/// <summary>Makes a retired deployment answer again.</summary>
/// <param name="Deployment">The deployment.</param>
public sealed record RestartDeployment(Deployment Deployment) : RolloutOperation;
