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

            if (evidence.Counts is { } counts && counts.Errors > counts.Requests)
            {
                return $"{evidence.Metric} of {evidence.Deployment} has {counts.Errors} errors in {counts.Requests} requests; errors are counted among the requests";
            }

            if (evidence.Buckets is { } buckets && FindBroken(buckets) is { } broken)
            {
                return $"{evidence.Metric} of {evidence.Deployment} has {broken}";
            }
        }

        return null;
    }

    private static string? FindBroken(LatencyBuckets buckets)
    {
        if (buckets.Counts.Length != buckets.UpperBounds.Length + 1)
        {
            return $"a histogram of {buckets.Counts.Length} counts for {buckets.UpperBounds.Length} bounds; there is one more count than bounds, for what lies above the last";
        }

        for (var i = 1; i < buckets.UpperBounds.Length; i++)
        {
            if (buckets.UpperBounds[i] <= buckets.UpperBounds[i - 1])
            {
                return $"a histogram whose bound {buckets.UpperBounds[i]} follows {buckets.UpperBounds[i - 1]}; bounds rise";
            }
        }

        return buckets.Counts.Any(count => count < 0) ? "a histogram with a negative count" : null;
    }
}
