namespace BlueGreen.Plans.Validation;

/// <summary>Limits that can never be crossed, or always are.</summary>
internal static class Limit
{
    public static string? Fault(MetricCondition condition)
    {
        if (!double.IsFinite(condition.Limit))
        {
            return $"The limit of {condition.Metric} is no number.";
        }

        var highest = condition.Unit is MetricUnit.Rate or MetricUnit.Usage ? 1 : double.PositiveInfinity;
        return condition.Comparison switch
        {
            MetricComparison.Above when condition.Limit >= highest => $"{condition.Metric} can never be above {condition.Format(condition.Limit)}.",
            MetricComparison.Below when condition.Limit <= 0 => $"{condition.Metric} can never be below {condition.Format(condition.Limit)}.",
            MetricComparison.Above when condition.Limit < 0 => $"{condition.Metric} is always above {condition.Format(condition.Limit)}.",
            MetricComparison.Below when condition.Limit > highest => $"{condition.Metric} is always below {condition.Format(condition.Limit)}.",
            _ => null,
        };
    }
}
