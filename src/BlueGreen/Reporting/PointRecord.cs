namespace BlueGreen.Reporting;

/// <summary>A value over a window.</summary>
/// <param name="From">Where the window begins.</param>
/// <param name="Until">Where it ends.</param>
/// <param name="Value">The mean over the window, in the metric's base unit.</param>
/// <param name="Samples">How many samples it rests on.</param>
public sealed record PointRecord(DateTimeOffset From, DateTimeOffset Until, double Value, long Samples);
