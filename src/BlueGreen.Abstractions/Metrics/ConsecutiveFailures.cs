namespace BlueGreen;

/// <summary>A number of probe rounds that fail one after the other.</summary>
/// <param name="Metric">What is counted.</param>
/// <param name="Count">How many.</param>
public sealed record ConsecutiveFailures(MetricName Metric, int Count)
{
    /// <summary>Limits the time from the first to the last of them.</summary>
    /// <param name="window">Long enough for that many sampling intervals.</param>
    public HealthCondition Within(TimeSpan window) => new(Count, window);
}
