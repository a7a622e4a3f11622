using System.Collections.Immutable;
using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>Courses that have proven themselves. Each needs probes, and sources for error rate, response time and memory usage.</summary>
public static class RolloutProfiles
{
    /// <summary>
    /// Deploy; healthy within 5 minutes; 10% for 2 minutes with an error rate below 1%; 50% for 3 minutes compared with blue
    /// (<see cref="Regression.Defaults"/>); 100%; promote; watch for 10 minutes. Keeps 5 deployments and samples every 10 seconds. Rolls back at once when the
    /// error rate is above 5% for 2 minutes, or 3 health probe rounds in a row fail within 1 minute; gradually when the mean response time is above 2 seconds
    /// for 5 minutes, or memory usage is above 90% for 3 minutes. Comparing needs throughput as well.
    /// </summary>
    public static RolloutProfile Standard { get; } = new()
    {
        Triggers = Triggers(),
        Stages =
        [
            new(Percentage.Of(10)) { Bake = TimeSpan.FromMinutes(2), Requiring = [Metric.ErrorRate.Below(Percentage.Of(1))] },
            new(Percentage.Of(50)) { Bake = TimeSpan.FromMinutes(3), Compare = Regression.Defaults },
            new(Percentage.All),
        ],
        Watch = TimeSpan.FromMinutes(10),
        Retain = 5,
    };

    /// <summary>
    /// The short way for an emergency: deploy; healthy within 5 minutes; 100%; promote; probe again after 10 seconds; watch for 5 minutes. The triggers of
    /// <see cref="Standard"/> stay armed. Keeps 5 deployments and samples every 10 seconds.
    /// </summary>
    /// <param name="reason">Why there is no time for more, for the journal and the report. Not empty.</param>
    public static RolloutProfile Emergency(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Standard with
        {
            EmergencyReason = reason,
            Stages = [new(Percentage.All)],
            ProbeAgainAfter = TimeSpan.FromSeconds(10),
            Watch = TimeSpan.FromMinutes(5),
        };
    }

    private static ImmutableArray<TriggerRule> Triggers()
    {
        var errors = Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2));
        var times = Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5));
        var health = Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1));
        var memory = Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3));
        return
        [
            new ThresholdTrigger(errors.ToString(), Rollback.Immediate, errors),
            new ThresholdTrigger(times.ToString(), Rollback.Gradual, times),
            new HealthTrigger(health.ToString(), Rollback.Immediate, health),
            new ThresholdTrigger(memory.ToString(), Rollback.Gradual, memory),
        ];
    }
}
