using BlueGreen.Plans;

namespace BlueGreen.Analysis;

internal static class Readings
{
    /// <summary>
    /// Whether a window is too short to say that all is well again, as the one is that a bake begins with. It may still add to a breach.
    /// </summary>
    public static bool IsShort(this MetricReading reading, PlanDescription plan) => reading.Watermark - reading.From < plan.SampleEvery / 2;

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
