namespace BlueGreen.Operations;

/// <summary>Makes the router divide traffic so, and reads it back.</summary>
/// <param name="Split">The split.</param>
public sealed record ShiftTraffic(TrafficSplit Split) : RolloutOperation;
