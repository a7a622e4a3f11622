namespace BlueGreen.Events;

/// <summary>A gradual rollback became an immediate one.</summary>
/// <param name="Reason">Why.</param>
public sealed record RollbackEscalated(string Reason) : RolloutEvent;
