using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>Whether there is anything to judge by: how many samples in a row brought nothing, and why.</summary>
internal sealed record SourceHealth(int Failed, int Silent, bool GreenSilent, string? Trouble)
{
    public static SourceHealth Good { get; } = new(0, 0, false, null);

    public SourceHealth Add(PlanDescription plan, Sample sample, Deployment? blue, Deployment green, bool blueHasTraffic)
    {
        if (sample.Trouble is not null)
        {
            return new(Failed + 1, Silent, false, sample.Trouble);
        }

        var greenData = HasTraffic(plan, sample, green.Id);
        if (greenData is null or true)
        {
            return Good;
        }

        if (sample.Readings.Any(reading => reading?.IsShort(plan) is true))
        {
            return this;
        }

        return blueHasTraffic && blue is not null && HasTraffic(plan, sample, blue.Id) is true
            ? new(0, 0, true, "green alone has no requests")
            : new(0, Silent + 1, false, "no side has requests");
    }

    /// <summary>Whether a deployment had requests; null when no bound metric can tell. Only evidence of requests can: usages, and what its source does not count by requests, say nothing.</summary>
    private static bool? HasTraffic(PlanDescription plan, Sample sample, DeploymentId deployment)
    {
        bool? result = null;
        foreach (var binding in plan.Metrics)
        {
            if (!IsUsage(plan, binding.Metric) && Readings.Find(plan, sample, binding.Metric)?.For(deployment, binding.Metric) is { CountsRequests: true } evidence)
            {
                result = result is true || evidence is { Value: not null, Samples: > 0 };
            }
        }

        return result;
    }

    private static bool IsUsage(PlanDescription plan, MetricName metric) =>
        metric == Metric.MemoryUsage.Name || metric == Metric.CpuUsage.Name
        || plan.Triggers.Any(trigger => trigger is ThresholdTrigger { Condition.Condition: { Unit: MetricUnit.Usage } limit } && limit.Metric == metric)
        || plan.Steps.Any(step => step is BakeStep bake && bake.Requiring.Any(required => required.Unit == MetricUnit.Usage && required.Metric == metric));
}
