namespace BlueGreen.Reporting;

/// <summary>A split that the router read back.</summary>
/// <param name="At">From when on.</param>
/// <param name="Green">Green's share.</param>
/// <param name="Split">The weights of the deployments.</param>
public sealed record SplitRecord(DateTimeOffset At, Percentage Green, TrafficSplit Split);
