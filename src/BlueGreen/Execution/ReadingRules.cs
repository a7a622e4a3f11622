namespace BlueGreen.Execution;

/// <summary>What a metrics source must keep to, whoever wrote it: a reading that breaks a rule is no evidence.</summary>
internal static class ReadingRules
{
    /// <summary>The rule that a reading breaks, or null.</summary>
    public static string? FindBroken(MetricReading reading)
    {
        if (reading.Evidence.IsDefault)
        {
            return "a reading without a list of evidence; an empty one means no data";
        }

        if (reading.Watermark < reading.From)
        {
            return $"a window that ends ({reading.Watermark:O}) before it begins ({reading.From:O})";
        }

        foreach (var evidence in reading.Evidence)
        {
            if (evidence.Value is { } value && !double.IsFinite(value))
            {
                return $"{evidence.Metric} of {evidence.Deployment} is {value}; a value is a finite number, or null for no data";
            }

            if (evidence.Samples < 0 || evidence.Counts is { Requests: < 0 } or { Errors: < 0 })
            {
                return $"{evidence.Metric} of {evidence.Deployment} rests on a negative number of samples";
            }
        }

        return null;
    }
}
