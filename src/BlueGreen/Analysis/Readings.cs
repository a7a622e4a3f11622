using BlueGreen.Plans;

namespace BlueGreen.Analysis;

internal static class Readings
{
    /// <summary>The reading of the source that answers a metric, or null when it did not answer.</summary>
    public static MetricReading? Find(PlanDescription plan, Sample sample, MetricName metric)
    {
        foreach (var binding in plan.Metrics)
        {
            if (binding.Metric == metric)
            {
                return binding.Source < sample.Readings.Length ? sample.Readings[binding.Source] : null;
            }
        }

        return null;
    }
}
