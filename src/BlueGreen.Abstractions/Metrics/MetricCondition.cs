using System.Globalization;

namespace BlueGreen;

/// <summary>A metric on one side of a limit.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">What the limit's number means.</param>
/// <param name="Comparison">On which side the condition is true.</param>
/// <param name="Limit">The limit in the metric's base unit: fractions, seconds, or requests per second.</param>
public sealed record MetricCondition(MetricName Metric, MetricUnit Unit, MetricComparison Comparison, double Limit)
{
    /// <summary>Whether a value makes the condition true.</summary>
    /// <param name="value">In the metric's base unit.</param>
    public bool IsTrueFor(double value) => Comparison == MetricComparison.Above ? value > Limit : value < Limit;

    /// <summary>A trigger: the condition must hold in every sample of a trailing window.</summary>
    /// <param name="duration">The window's length; at least two sampling intervals.</param>
    public SustainedCondition For(TimeSpan duration) => new(this, duration);

    /// <summary>A value in this metric's unit, as people write it.</summary>
    /// <param name="value">In the metric's base unit.</param>
    public string Format(double value) => Unit switch
    {
        MetricUnit.Rate or MetricUnit.Usage => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##}%"),
        MetricUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value * 1000:0.#} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##}/s"),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Metric} {(Comparison == MetricComparison.Above ? ">" : "<")} {Format(Limit)}";
}
