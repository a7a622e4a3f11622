namespace BlueGreen;

/// <summary>
/// A condition that must hold in every sample of a trailing window. The window counts only when it is covered (no gap over two sampling
/// intervals) and holds enough observations.
/// </summary>
/// <param name="Condition">What must hold.</param>
/// <param name="Duration">The window's length.</param>
public sealed record SustainedCondition(MetricCondition Condition, TimeSpan Duration)
{
    /// <summary>How many requests the window must hold at least; for usages, how many readings. Default: 20 requests, or 2 readings.</summary>
    public long MinimumSamples { get; init; } = Condition.Unit == MetricUnit.Usage ? 2 : 20;

    /// <summary>The same trigger with another minimum.</summary>
    /// <param name="samples">At least 1.</param>
    public SustainedCondition WithAtLeast(long samples) => this with { MinimumSamples = samples };

    /// <inheritdoc/>
    public override string ToString() => $"{Condition} for {Duration.ToText()}";
}
