namespace BlueGreen.Operations;

/// <summary>Probes blue after a gradual rollback.</summary>
public sealed record ValidateBlue : RolloutOperation;
