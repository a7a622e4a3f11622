namespace BlueGreen.Operations;

/// <summary>Makes a deployment the live one, and reads it back.</summary>
/// <param name="Deployment">The deployment; null for none.</param>
public sealed record MakeLive(Deployment? Deployment) : RolloutOperation;
