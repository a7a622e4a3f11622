namespace BlueGreen.Events;

/// <summary>The router read back a new split.</summary>
/// <param name="Id">The operation that made it so.</param>
/// <param name="Split">The split.</param>
/// <param name="Green">Green's share.</param>
public sealed record TrafficShifted(OperationId Id, TrafficSplit Split, Percentage Green) : RolloutEvent;
