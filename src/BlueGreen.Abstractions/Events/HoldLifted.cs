namespace BlueGreen.Events;

/// <summary>A hold ended.</summary>
/// <param name="Hold">Which one.</param>
/// <param name="Reason">Why.</param>
public sealed record HoldLifted(HoldKind Hold, string Reason) : RolloutEvent;
