namespace BlueGreen.Operations;

/// <summary>Deletes deployments beyond the number to keep; never one that is live, a rollback target, locked, or has traffic.</summary>
public sealed record ApplyRetention : RolloutOperation;
