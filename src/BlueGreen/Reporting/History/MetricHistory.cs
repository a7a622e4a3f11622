using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>What was measured, and which limits the plan sets for it.</summary>
internal static class MetricHistory
{
    public static ImmutableArray<MetricRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan, Deployment? blue, Deployment? green)
    {
        SampleSummary[] samples = [.. journal.Select(entry => entry.Event).OfType<Checkpointed>().SelectMany(checkpoint => checkpoint.Summary).OrderBy(s => s.Until)];
        return
        [
            .. plan.Metrics.Select(binding => new MetricRecord
            {
                Metric = binding.Metric,
                Unit = UnitOf(plan, binding.Metric),
                Limits = [.. Limits(plan).Where(limit => limit.Metric == binding.Metric).Select(limit => limit.Record).Distinct()],
                Blue = Series(samples, blue, binding.Metric),
                Green = Series(samples, green, binding.Metric),
            }).Where(metric => metric.Blue is not null || metric.Green is not null || !metric.Limits.IsEmpty),
        ];
    }

    private static SeriesRecord? Series(SampleSummary[] samples, Deployment? deployment, MetricName metric)
    {
        if (deployment is null)
        {
            return null;
        }

        (SampleSummary Window, EvidenceTally Tally)[] seen =
        [
            .. from sample in samples
               from tally in sample.Tallies
               where tally.Deployment == deployment.Id && tally.Metric == metric && IsMeasurable(tally)
               select (sample, tally),
        ];
        if (seen.Length == 0)
        {
            return null;
        }

        var all = new EvidenceTally(deployment.Id, metric, seen.Sum(s => s.Tally.Sum), seen.Sum(s => s.Tally.Samples), seen.Sum(s => s.Tally.Seconds));
        return new(
            ValueOf(all), all.Samples, [.. seen.Select(s => new PointRecord(s.Window.From, s.Window.Until, ValueOf(s.Tally), s.Tally.Samples))]);
    }

    private static bool IsMeasurable(EvidenceTally tally) => tally.Metric == Metric.Throughput.Name ? tally.Seconds > 0 : tally.Samples > 0;

    private static double ValueOf(EvidenceTally tally) => tally.Mean(tally.Metric == Metric.Throughput.Name ? MetricUnit.PerSecond : MetricUnit.Rate);

    private static MetricUnit? UnitOf(PlanDescription plan, MetricName metric) =>
        Conditions(plan).Select(c => (c.Condition.Metric, c.Condition.Unit))
            .Concat(plan.Steps.OfType<BakeStep>().SelectMany(bake => bake.Compare?.Rules ?? []).Concat(Regression.Defaults.Rules).Select(rule => (rule.Metric, rule.Unit)))
            .Append((Metric.CpuUsage.Name, MetricUnit.Usage))
            .Where(known => known.Item1 == metric).Select(known => (MetricUnit?)known.Item2).FirstOrDefault();

    private static IEnumerable<(MetricName Metric, LimitRecord Record)> Limits(PlanDescription plan) =>
        Conditions(plan).Select(c => (c.Condition.Metric, new LimitRecord(c.Rule, c.IsTrigger, c.Condition.Comparison, c.Condition.Limit)));

    private static IEnumerable<(string Rule, bool IsTrigger, MetricCondition Condition)> Conditions(PlanDescription plan) =>
        plan.Triggers.OfType<ThresholdTrigger>().Select(trigger => ($"{trigger.Condition}", true, trigger.Condition.Condition))
            .Concat(plan.Steps.OfType<BakeStep>().SelectMany(bake => bake.Requiring).Select(condition => ($"{condition}", false, condition)));
}
