namespace BlueGreen.Events;

/// <summary>A process began to drive the rollout. Everything that it did not see itself is unknown to it.</summary>
/// <param name="Owner">The process incarnation.</param>
/// <param name="Epoch">Its epoch.</param>
public sealed record DriverTookOver(string Owner, long Epoch) : RolloutEvent;
