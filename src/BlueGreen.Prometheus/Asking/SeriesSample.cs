namespace BlueGreen.Prometheus.Asking;

/// <summary>A sample.</summary>
/// <param name="At">When it was scraped.</param>
/// <param name="Value">Its value; for a native histogram the count of observations.</param>
/// <param name="Histogram">The histogram, where it is a native one.</param>
internal readonly record struct SeriesSample(DateTimeOffset At, double Value, NativeHistogram? Histogram = null);
