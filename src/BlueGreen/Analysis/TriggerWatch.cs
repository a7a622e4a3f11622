using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>Which triggers are breaching, and since when. Pure.</summary>
internal sealed record TriggerWatch
{
    /// <summary>By how much a value must differ to count as worse than before, rather than as noise.</summary>
    private const double WorseBy = 1.1;

    public static TriggerWatch Empty { get; } = new();

    public ImmutableArray<BreachWindow> Windows { get; private init; } = [];

    /// <summary>What failed in green's last round of probes.</summary>
    public ImmutableArray<ProbeResult> FailedProbes { get; private init; } = [];

    public static TriggerWatch Resume(Checkpointed checkpoint) => new() { Windows = [.. checkpoint.Breaches.Select(BreachWindow.Of)], FailedProbes = checkpoint.FailedProbes };

    public ImmutableArray<Breach> ToBreaches() => [.. Windows.Select(window => window.ToBreach())];

    /// <summary>Takes in a sample. A source that did not answer, and missing data, change nothing: the gap rule deals with them.</summary>
    public TriggerWatch Add(PlanDescription plan, Sample sample, DeploymentId green, Mechanism off = Mechanism.None)
    {
        var windows = Windows;
        var gap = off.HasFlag(Mechanism.GapRule) ? TimeSpan.MaxValue : plan.SampleEvery * 2;
        foreach (var trigger in plan.Triggers)
        {
            windows = trigger switch
            {
                ThresholdTrigger threshold => AddThreshold(windows, plan, threshold, sample, green, gap),
                HealthTrigger health => AddHealth(windows, health, sample, gap, plan.SampleEvery),
                _ => windows,
            };
        }

        var failed = sample.Health.IsEmpty ? FailedProbes : sample.Health.RemoveAll(result => result.Status == ProbeStatus.Healthy);
        return windows == Windows && failed.IsEmpty && FailedProbes.IsEmpty ? this : new() { Windows = windows, FailedProbes = failed };
    }

    /// <summary>A trigger whose window is full.</summary>
    public TriggerTripped? FindTripped(TriggerRule trigger, Mechanism off = Mechanism.None) =>
        Find(Windows, trigger.Name) is { } window ? Judge(trigger, window, off) : null;

    /// <summary>The latest value of a threshold trigger if it is later and further beyond the limit than a breach was; null otherwise.</summary>
    public string? FindWorse(PlanDescription plan, Breach breach)
    {
        var condition = plan.Triggers.OfType<ThresholdTrigger>().FirstOrDefault(t => t.Name == breach.Rule)?.Condition.Condition;
        return condition is not null && Find(Windows, breach.Rule) is { } window && window.Until > breach.Until
            && (condition.Comparison == MetricComparison.Above ? window.Value > Worse(condition.Unit, breach.Value) : window.Value < breach.Value / WorseBy)
            ? condition.Format(window.Value)
            : null;
    }

    /// <summary>
    /// When the next sample had better be taken so that a breach is found as soon as it has lasted long enough; null when the usual time will do.
    /// </summary>
    public DateTimeOffset? NextDue(PlanDescription plan, DateTimeOffset now)
    {
        foreach (var trigger in plan.Triggers)
        {
            if (trigger is ThresholdTrigger threshold && Find(Windows, trigger.Name) is { } window)
            {
                var due = window.Since + threshold.Condition.Duration;
                if (due > now + (plan.SampleEvery / 2) && due < now + (plan.SampleEvery * 1.5))
                {
                    return due;
                }
            }
        }

        return null;
    }

    /// <summary>A resource can only fill up: half of what was left is worse.</summary>
    private static double Worse(MetricUnit unit, double value) =>
        unit == MetricUnit.Usage ? Math.Min(value * WorseBy, (1 + value) / 2) : value * WorseBy;

    private static ImmutableArray<BreachWindow> AddThreshold(
        ImmutableArray<BreachWindow> windows, PlanDescription plan, ThresholdTrigger trigger, Sample sample, DeploymentId green, TimeSpan gap)
    {
        var condition = trigger.Condition.Condition;
        if (Readings.Find(plan, sample, condition.Metric) is not { } reading
            || reading.For(green, condition.Metric) is not { Value: { } value } evidence)
        {
            return windows;
        }

        if (!condition.IsTrueFor(value))
        {
            return reading.IsShort(plan) ? windows : Without(windows, trigger.Name);
        }

        var breach = new BreachSample(reading.From, reading.Watermark, evidence.Samples);
        return With(windows, BreachWindow.Extend(Find(windows, trigger.Name), trigger.Name, breach, value, gap, trigger.Condition.Duration));
    }

    private static ImmutableArray<BreachWindow> AddHealth(ImmutableArray<BreachWindow> windows, HealthTrigger trigger, Sample sample, TimeSpan gap, TimeSpan interval)
    {
        if (sample.Health.IsEmpty)
        {
            return windows;
        }

        if (sample.Health.All(result => result.Status == ProbeStatus.Healthy))
        {
            return Without(windows, trigger.Name);
        }

        if (Find(windows, trigger.Name) is { } before && sample.At - before.Until < interval / 2)
        {
            return windows;
        }

        var round = new BreachSample(sample.At, sample.At, 1);
        var window = BreachWindow.Extend(Find(windows, trigger.Name), trigger.Name, round, 0, gap, trigger.Condition.Window);
        var last = window.Samples.Count > trigger.Condition.Count ? window.Samples.RemoveRange(0, window.Samples.Count - trigger.Condition.Count) : window.Samples;
        return With(windows, window with { Samples = last, Value = last.Sum(s => s.Count) });
    }

    private TriggerTripped? Judge(TriggerRule trigger, BreachWindow window, Mechanism off) => trigger switch
    {
        ThresholdTrigger t when window.Until - window.Since >= t.Condition.Duration
            && (window.Count >= t.Condition.MinimumSamples || off.HasFlag(Mechanism.MinimumSamples)) =>
            new(t.Name, t.Condition.Condition.Format(window.Value), window.Until - window.Since, window.ToBreach()),
        HealthTrigger h when window.Count >= h.Condition.Count && window.Until - window.Since <= h.Condition.Window =>
            new(h.Name, $"{window.Count} failed health probe rounds in a row", window.Until - window.Since, window.ToBreach()) { FailedProbes = FailedProbes },
        _ => null,
    };

    private static BreachWindow? Find(ImmutableArray<BreachWindow> windows, string rule)
    {
        foreach (var window in windows)
        {
            if (window.Rule == rule)
            {
                return window;
            }
        }

        return null;
    }

    private static ImmutableArray<BreachWindow> With(ImmutableArray<BreachWindow> windows, BreachWindow window) =>
        Without(windows, window.Rule).Add(window);

    private static ImmutableArray<BreachWindow> Without(ImmutableArray<BreachWindow> windows, string rule) =>
        Find(windows, rule) is null ? windows : windows.RemoveAll(window => window.Rule == rule);
}
