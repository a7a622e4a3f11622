using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Analysis.Comparing;
using BlueGreen.Events;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>
/// Judges a bake by what it measured so far: each required condition over the whole bake, each comparison of green with blue over the same windows. A failure rests on enough
/// samples. Before the bake's time is up it must also be beyond chance: a rate by its counts, other metrics by ten times the samples. A rate that is compared with blue's must
/// differ from it beyond chance at any time, because a multiple of few errors says little. Pure.
/// </summary>
internal static class BakeJudge
{
    /// <summary>How many times the minimum of samples a verdict needs before the bake's time is up.</summary>
    private const int Early = 10;

    public static BakeVerdict Judge(PlanDescription plan, BakeStep step, BakeProgress progress, Deployment? blue, Deployment green, Percentage greenWeight, ComparisonWatch comparison)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var verdict = Verdict.Pass;
        foreach (var condition in step.Requiring)
        {
            Add(Require(step, progress, condition, green));
        }

        foreach (var rule in step.Compare?.Rules ?? [])
        {
            Add(Compare(step, progress, rule, blue, green, greenWeight));
        }

        if (step.Until is { } until)
        {
            Add(Certify(until, blue, comparison));
        }

        foreach (var condition in plan.Triggers.OfType<ThresholdTrigger>().Select(t => t.Condition.Condition).DistinctBy(c => c.Metric))
        {
            Add(Enough(step, progress.Tallies, condition.Metric, condition.Unit, green));
        }

        return new(verdict, findings.ToImmutable());

        void Add((Verdict Verdict, Finding Finding) part)
        {
            findings.Add(part.Finding);
            verdict = part.Verdict == Verdict.Fail || verdict == Verdict.Fail ? Verdict.Fail
                : part.Verdict == Verdict.Inconclusive ? Verdict.Inconclusive : verdict;
        }
    }

    private static (Verdict, Finding) Require(BakeStep step, BakeProgress progress, MetricCondition condition, Deployment green)
    {
        var tallies = progress.Tallies;
        var needed = Needed(step, condition.Unit);
        if (EvidenceTallies.Find(tallies, green.Id, condition.Metric) is not { } tally || tally.Samples < needed)
        {
            return Missing($"requires {condition}", tallies, green.Id, condition.Metric, needed);
        }

        var value = tally.Mean(condition.Unit);
        var holds = condition.IsTrueFor(value);
        var finding = new Finding($"requires {condition}", holds, $"{condition.Format(value)} over {tally.Samples} samples");
        var isSure = progress.Measured >= step.Duration || (condition is { Unit: MetricUnit.Rate, Comparison: MetricComparison.Below }
            ? Chance.OfAtLeast(tally.Sum, tally.Samples, condition.Limit) < Chance.Negligible
            : tally.Samples >= needed * Early);
        return (holds ? Verdict.Pass : isSure ? Verdict.Fail : Verdict.Inconclusive, finding);
    }

    private static (Verdict, Finding) Compare(
        BakeStep step, BakeProgress progress, RegressionRule rule, Deployment? blue, Deployment green, Percentage greenWeight)
    {
        var tallies = progress.Tallies;
        var needed = Needed(step, rule.Unit);
        var name = $"green against blue, {rule}";
        if (blue is null)
        {
            return (Verdict.Pass, new(name, true, "there is no blue to compare with"));
        }

        if (EvidenceTallies.Find(tallies, green.Id, rule.Metric) is not { } greenTally || greenTally.Samples < needed)
        {
            return Missing(name, tallies, green.Id, rule.Metric, needed);
        }

        if (EvidenceTallies.Find(tallies, blue.Id, rule.Metric) is not { } blueTally || blueTally.Samples < needed)
        {
            return Missing(name, tallies, blue.Id, rule.Metric, needed);
        }

        var perShare = rule.Unit == MetricUnit.PerSecond;
        var current = greenTally.Mean(rule.Unit) / (perShare ? greenWeight.Fraction : 1);
        var baseline = Floor(rule.Unit, blueTally) / (perShare ? greenWeight.Rest.Fraction : 1);
        var worse = rule.WorseWhen == MetricComparison.Above ? current > baseline * rule.Limit.Times : current < baseline * rule.Limit.Times;
        if (worse && rule is { Unit: MetricUnit.Rate, WorseWhen: MetricComparison.Above })
        {
            worse = Chance.OfAtLeast(greenTally.Sum, greenTally.Sum + blueTally.Sum, (double)greenTally.Samples / (greenTally.Samples + blueTally.Samples)) < Chance.Negligible;
        }

        var isSure = progress.Measured >= step.Duration || rule.Unit == MetricUnit.Rate || Math.Min(greenTally.Samples, blueTally.Samples) >= needed * Early;
        return (!worse ? Verdict.Pass : isSure ? Verdict.Fail : Verdict.Inconclusive, new(name, !worse, DescribeChange(rule, current, baseline)));
    }

    private static (Verdict, Finding) Certify(Certification until, Deployment? blue, ComparisonWatch comparison)
    {
        var name = $"shown to be {until}";
        if (blue is null)
        {
            return (Verdict.Pass, new(name, true, "there is no blue to compare with"));
        }

        var (isShown, summary) = comparison.Judge(until);
        return (isShown ? Verdict.Pass : Verdict.Inconclusive, new(name, isShown, summary));
    }

    private static (Verdict, Finding) Enough(BakeStep step, ImmutableArray<EvidenceTally> tallies, MetricName metric, MetricUnit unit, Deployment green)
    {
        var needed = Needed(step, unit);
        return EvidenceTallies.Find(tallies, green.Id, metric) is { } tally && tally.Samples >= needed
            ? (Verdict.Pass, new($"evidence for {metric}", true, $"{tally.Samples} samples"))
            : Missing($"evidence for {metric}", tallies, green.Id, metric, needed);
    }

    private static (Verdict, Finding) Missing(string name, ImmutableArray<EvidenceTally> tallies, DeploymentId deployment, MetricName metric, long needed)
    {
        var have = EvidenceTallies.Find(tallies, deployment, metric)?.Samples ?? 0;
        return (Verdict.Inconclusive, new(name, false, $"{have} of {needed} samples from {deployment}"));
    }

    private static long Needed(BakeStep step, MetricUnit unit) => unit switch
    {
        MetricUnit.Seconds => step.MinimumTimes,
        MetricUnit.Usage => 1,
        _ => step.MinimumRequests,
    };

    /// <summary>Blue's value; for a rate without a single error as if there had been one, because a multiple of nothing says nothing.</summary>
    private static double Floor(MetricUnit unit, EvidenceTally blue) =>
        unit == MetricUnit.Rate ? Math.Max(blue.Mean(unit), 1.0 / blue.Samples) : blue.Mean(unit);

    private static string DescribeChange(RegressionRule rule, double current, double baseline)
    {
        var format = new MetricCondition(rule.Metric, rule.Unit, rule.WorseWhen, 0);
        var change = baseline == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(current / baseline - 1) * 100:+0.#;-0.#;0}%)");
        return $"green {format.Format(current)}, blue {format.Format(baseline)}{change}";
    }
}
