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
/// <param name="Plan">The plan.</param>
/// <param name="Step">The bake.</param>
/// <param name="Progress">What it measured.</param>
/// <param name="Blue">Blue, as long as it has traffic to compare with.</param>
/// <param name="Green">Green.</param>
/// <param name="GreenWeight">Green's share.</param>
/// <param name="Comparison">The tests of the rollout.</param>
internal readonly record struct BakeJudge(
    PlanDescription Plan, BakeStep Step, BakeProgress Progress, Deployment? Blue, Deployment Green, Percentage GreenWeight, ComparisonWatch Comparison)
{
    /// <summary>How many times the minimum of samples a verdict needs before the bake's time is up.</summary>
    private const int Early = 10;

    /// <summary>The verdict alone, which a driver asks for at every turn.</summary>
    public Verdict Decide() => Judge(null);

    /// <summary>The verdict with the numbers that it rests on.</summary>
    public BakeVerdict Explain()
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var verdict = Judge(findings);
        return new(verdict, findings.ToImmutable());
    }

    private Verdict Judge(ImmutableArray<Finding>.Builder? findings)
    {
        var verdict = Verdict.Pass;
        foreach (var condition in Step.Requiring)
        {
            verdict = Worse(verdict, Require(condition, findings));
        }

        foreach (var rule in Step.Compare?.Rules ?? [])
        {
            verdict = Worse(verdict, Compare(rule, findings));
        }

        if (Step.Until is { } until)
        {
            verdict = Worse(verdict, Certify(until, findings));
        }

        for (var i = 0; i < Plan.Triggers.Length; i++)
        {
            if (Plan.Triggers[i] is ThresholdTrigger trigger && !IsNamedBefore(i, trigger.Condition.Condition.Metric))
            {
                verdict = Worse(verdict, Enough(trigger.Condition.Condition, findings));
            }
        }

        return verdict;
    }

    private static Verdict Worse(Verdict left, Verdict right) =>
        left == Verdict.Fail || right == Verdict.Fail ? Verdict.Fail
        : left == Verdict.Inconclusive || right == Verdict.Inconclusive ? Verdict.Inconclusive : Verdict.Pass;

    private bool IsNamedBefore(int trigger, MetricName metric)
    {
        for (var i = 0; i < trigger; i++)
        {
            if (Plan.Triggers[i] is ThresholdTrigger before && before.Condition.Condition.Metric == metric)
            {
                return true;
            }
        }

        return false;
    }

    private Verdict Require(MetricCondition condition, ImmutableArray<Finding>.Builder? findings)
    {
        var needed = Needed(condition.Unit);
        if (EvidenceTallies.Find(Progress.Tallies, Green.Id, condition.Metric) is not { } tally || tally.Samples < needed)
        {
            findings?.Add(Missing($"requires {condition}", Green.Id, condition.Metric, needed));
            return Verdict.Inconclusive;
        }

        var value = tally.Mean(condition.Unit);
        var holds = condition.IsTrueFor(value);
        findings?.Add(new($"requires {condition}", holds, $"{condition.Format(value)} over {tally.Samples} samples"));
        return holds ? Verdict.Pass : IsSure(condition, tally, needed) ? Verdict.Fail : Verdict.Inconclusive;
    }

    private bool IsSure(MetricCondition condition, EvidenceTally tally, long needed) => Progress.Measured >= Step.Duration
        || (condition is { Unit: MetricUnit.Rate, Comparison: MetricComparison.Below }
            ? Chance.OfAtLeast(tally.Sum, tally.Samples, condition.Limit) < Chance.Negligible
            : tally.Samples >= needed * Early);

    private Verdict Compare(RegressionRule rule, ImmutableArray<Finding>.Builder? findings)
    {
        var needed = Needed(rule.Unit);
        if (Blue is not { } blue)
        {
            findings?.Add(new(NameOf(rule), true, "there is no blue to compare with"));
            return Verdict.Pass;
        }

        if (EvidenceTallies.Find(Progress.Tallies, Green.Id, rule.Metric) is not { } greenTally || greenTally.Samples < needed)
        {
            findings?.Add(Missing(NameOf(rule), Green.Id, rule.Metric, needed));
            return Verdict.Inconclusive;
        }

        if (EvidenceTallies.Find(Progress.Tallies, blue.Id, rule.Metric) is not { } blueTally || blueTally.Samples < needed)
        {
            findings?.Add(Missing(NameOf(rule), blue.Id, rule.Metric, needed));
            return Verdict.Inconclusive;
        }

        var perShare = rule.Unit == MetricUnit.PerSecond;
        var current = greenTally.Mean(rule.Unit) / (perShare ? GreenWeight.Fraction : 1);
        var baseline = Floor(rule.Unit, blueTally) / (perShare ? GreenWeight.Rest.Fraction : 1);
        var worse = rule.WorseWhen == MetricComparison.Above ? current > baseline * rule.Limit.Times : current < baseline * rule.Limit.Times;
        if (worse && rule is { Unit: MetricUnit.Rate, WorseWhen: MetricComparison.Above })
        {
            worse = Chance.OfAtLeast(greenTally.Sum, greenTally.Sum + blueTally.Sum, (double)greenTally.Samples / (greenTally.Samples + blueTally.Samples)) < Chance.Negligible;
        }

        findings?.Add(new(NameOf(rule), !worse, DescribeChange(rule, current, baseline)));
        var isSure = Progress.Measured >= Step.Duration || rule.Unit == MetricUnit.Rate || Math.Min(greenTally.Samples, blueTally.Samples) >= needed * Early;
        return !worse ? Verdict.Pass : isSure ? Verdict.Fail : Verdict.Inconclusive;
    }

    private Verdict Certify(Certification until, ImmutableArray<Finding>.Builder? findings)
    {
        if (Blue is null)
        {
            findings?.Add(new($"shown to be {until}", true, "there is no blue to compare with"));
            return Verdict.Pass;
        }

        var isShown = Comparison.IsShown(until);
        findings?.Add(new($"shown to be {until}", isShown, Comparison.Describe(until)));
        return isShown ? Verdict.Pass : Verdict.Inconclusive;
    }

    private Verdict Enough(MetricCondition condition, ImmutableArray<Finding>.Builder? findings)
    {
        var needed = Needed(condition.Unit);
        if (EvidenceTallies.Find(Progress.Tallies, Green.Id, condition.Metric) is { } tally && tally.Samples >= needed)
        {
            findings?.Add(new($"evidence for {condition.Metric}", true, $"{tally.Samples} samples"));
            return Verdict.Pass;
        }

        findings?.Add(Missing($"evidence for {condition.Metric}", Green.Id, condition.Metric, needed));
        return Verdict.Inconclusive;
    }

    private Finding Missing(string name, DeploymentId deployment, MetricName metric, long needed) =>
        new(name, false, $"{EvidenceTallies.Find(Progress.Tallies, deployment, metric)?.Samples ?? 0} of {needed} samples from {deployment}");

    private long Needed(MetricUnit unit) => unit switch
    {
        MetricUnit.Seconds => Step.MinimumTimes,
        MetricUnit.Usage => 1,
        _ => Step.MinimumRequests,
    };

    /// <summary>Blue's value; for a rate without a single error as if there had been one, because a multiple of nothing says nothing.</summary>
    private static double Floor(MetricUnit unit, EvidenceTally blue) =>
        unit == MetricUnit.Rate ? Math.Max(blue.Mean(unit), 1.0 / blue.Samples) : blue.Mean(unit);

    private static string NameOf(RegressionRule rule) => $"green against blue, {rule}";

    private static string DescribeChange(RegressionRule rule, double current, double baseline)
    {
        var format = new MetricCondition(rule.Metric, rule.Unit, rule.WorseWhen, 0);
        var change = baseline == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(current / baseline - 1) * 100:+0.#;-0.#;0}%)");
        return $"green {format.Format(current)}, blue {format.Format(baseline)}{change}";
    }
}
