using System.Collections.Immutable;
using BlueGreen.Analysis.Comparing;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>How green compared with blue, test by test.</summary>
internal static class EvidenceHistory
{
    /// <summary>Far beyond every limit; a number that every reader of JSON knows.</summary>
    private const double Most = 1e12;

    public static ImmutableArray<EvidenceRecord> Read(IReadOnlyList<JournalEntry> journal, PlanDescription plan)
    {
        Checkpointed[] checkpoints = [.. journal.Select(entry => entry.Event).OfType<Checkpointed>()];
        var points = checkpoints.SelectMany(checkpoint => checkpoint.Summary).OrderBy(point => point.Until)
            .SelectMany(point => point.Evidence.Select(evidence => (evidence.Test, new PointRecord(point.From, point.Until, Ratio(evidence.LogEvidence), 0))))
            .ToLookup(point => point.Test, point => point.Item2);
        return [.. Tests(plan).Select(test => Read(test, checkpoints, points[test.Test])).OfType<EvidenceRecord>()];
    }

    private static EvidenceRecord? Read((string Test, string Meaning, double Limit) test, Checkpointed[] checkpoints, IEnumerable<PointRecord> points) =>
        checkpoints.SelectMany(checkpoint => checkpoint.Tests).LastOrDefault(standing => standing.Test == test.Test) is { } last
            ? new() { Test = test.Test, Meaning = test.Meaning, Limit = test.Limit, Summary = last.Summary, Points = [.. points] }
            : null;

    /// <summary>The tests of a plan. Those of one rule share its false alarms, so each of them alone has to reach as many times the limit as there are tests.</summary>
    private static IEnumerable<(string Test, string Meaning, double Limit)> Tests(PlanDescription plan)
    {
        foreach (var rule in plan.Triggers.OfType<ComparisonTrigger>())
        {
            foreach (var metric in rule.Condition.Metrics)
            {
                yield return (metric.Metric.Value, "the rollout rolls back", rule.Condition.Metrics.Length / rule.Condition.FalseAlarms.Fraction);
            }
        }

        foreach (var certification in plan.Steps.OfType<BakeStep>().Select(bake => bake.Until).OfType<Certification>().Distinct())
        {
            yield return (certification.TestName, "the bake may end", 1 / certification.WrongCertifications.Fraction);
        }
    }

    private static double Ratio(double logEvidence) => Math.Clamp(Math.Exp(Math.Clamp(logEvidence, -700, 700)), 1 / Most, Most);
}
