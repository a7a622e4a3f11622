using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>Adds up evidence over windows. Pure.</summary>
internal static class EvidenceTallies
{
    public static ImmutableArray<EvidenceTally> Add(
        ImmutableArray<EvidenceTally> tallies, PlanDescription plan, Sample sample, Deployment? blue, Deployment green)
    {
        if (plan.Metrics.IsEmpty)
        {
            return tallies;
        }

        var builder = tallies.ToBuilder();
        foreach (var binding in plan.Metrics)
        {
            if (Readings.Find(plan, sample, binding.Metric) is { } reading)
            {
                Add(builder, reading, binding.Metric, green.Id);
                if (blue is not null)
                {
                    Add(builder, reading, binding.Metric, blue.Id);
                }
            }
        }

        return builder.ToImmutable();
    }

    public static EvidenceTally? Find(ImmutableArray<EvidenceTally> tallies, DeploymentId deployment, MetricName metric)
    {
        foreach (var tally in tallies)
        {
            if (tally.Deployment == deployment && tally.Metric == metric)
            {
                return tally;
            }
        }

        return null;
    }

    /// <summary>The value over all windows: the mean per sample, or for throughput the requests per second.</summary>
    public static double Mean(this EvidenceTally tally, MetricUnit unit) =>
        unit == MetricUnit.PerSecond ? tally.Sum / tally.Seconds : tally.Sum / tally.Samples;

    private static void Add(ImmutableArray<EvidenceTally>.Builder builder, MetricReading reading, MetricName metric, DeploymentId deployment)
    {
        if (reading.For(deployment, metric) is not { Value: { } value } evidence)
        {
            return;
        }

        var seconds = (reading.Watermark - reading.From).TotalSeconds;
        var sum = metric == Metric.Throughput.Name ? value * seconds
            : evidence.Counts is { } counts && metric == Metric.ErrorRate.Name ? counts.Errors
            : value * evidence.Samples;
        for (var i = 0; i < builder.Count; i++)
        {
            if (builder[i].Deployment == deployment && builder[i].Metric == metric)
            {
                var old = builder[i];
                builder[i] = old with { Sum = old.Sum + sum, Samples = old.Samples + evidence.Samples, Seconds = old.Seconds + seconds };
                return;
            }
        }

        builder.Add(new(deployment, metric, sum, evidence.Samples, seconds));
    }
}
