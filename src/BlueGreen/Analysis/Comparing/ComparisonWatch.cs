using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Events;
using BlueGreen.Plans;

namespace BlueGreen.Analysis.Comparing;

/// <summary>All tests of a rollout that compare green with blue, under one budget of false alarms. Pure.</summary>
internal sealed record ComparisonWatch
{
    private const string Together = "together";

    public static ComparisonWatch None { get; } = new();

    /// <summary>What the plan's rule compares; none where it has no such rule.</summary>
    private ImmutableArray<IComparison> Compared { get; init; } = [];

    /// <summary>The budget that they share; null where the plan has no such rule.</summary>
    private SharedFalseAlarms? Budget { get; init; }

    /// <summary>What bakes wait for.</summary>
    private ImmutableArray<Certification> Certifications { get; init; } = [];

    /// <summary>The test of each.</summary>
    private ImmutableArray<IComparison> Certified { get; init; } = [];

    private IComparison? Split { get; init; }

    private IEnumerable<IComparison> All => Split is null ? [] : [.. Compared, .. Certified, Split];

    /// <summary>Where all tests stand, for a checkpoint.</summary>
    public ImmutableArray<TestStanding> Standings =>
        Budget is null ? [.. All.Select(test => test.Save())]
        : [.. All.Select(test => test.Save()), new(Together, Budget.LogEvidence, Budget.Judge().Summary, JsonSerializer.Serialize(Budget.State, SavedJsonContext.Default.SharedFalseAlarmsState))];

    /// <summary>Where they stand, for a report's curves.</summary>
    public ImmutableArray<TestEvidence> Evidence => [.. All.Select(test => new TestEvidence(test.Name, test.LogEvidence))];

    /// <summary>Goes on from a checkpoint. One that another version of the library wrote, or made with other settings, is no use: the tests begin anew, with less evidence than there was.</summary>
    public static ComparisonWatch Resume(PlanDescription plan, ImmutableArray<TestStanding> standings)
    {
        try
        {
            return Begin(plan, standings);
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            return Begin(plan, []);
        }
    }

    public ComparisonWatch Add(ComparedSample sample)
    {
        if (Split is null)
        {
            return this;
        }

        ImmutableArray<IComparison> compared = [.. Compared.Select(test => test.Observe(sample))];
        var budget = Budget?.Copy();
        budget?.Observe([.. compared.Select(test => test.LogEvidence)]);
        return this with { Compared = compared, Budget = budget, Certified = [.. Certified.Select(test => test.Observe(sample))], Split = Split.Observe(sample) };
    }

    /// <summary>The rule, when it has tripped.</summary>
    public TriggerTripped? FindTripped(ComparisonTrigger rule)
    {
        if (Budget is not { Verdict: Verdict.Fail })
        {
            return null;
        }

        var strongest = Compared[Budget.Strongest];
        var judgement = strongest.Judge();
        var breach = new Breach(rule.Name, strongest.Until - strongest.Elapsed, strongest.Until, judgement.Green.Requests, strongest.LogEvidence);
        return new(rule.Name, $"{strongest.Name}: {judgement.Observed}", strongest.Elapsed, breach) { Finding = judgement.Summary };
    }

    /// <summary>Whether green has been shown to be good enough. Where requests do not arrive as they should, nothing is shown.</summary>
    public bool IsShown(Certification certification) => Find(certification) is { Verdict: Verdict.Pass } && Split is not { Verdict: Verdict.Fail };

    /// <summary>Why it has been shown, or what is missing, in a sentence.</summary>
    public string Describe(Certification certification) =>
        Find(certification) is not { } test ? "nothing was compared yet"
        : Split is { Verdict: Verdict.Fail } split ? split.Judge().Summary
        : test.Judge().Summary;

    private IComparison? Find(Certification certification) => Certifications.IndexOf(certification) is >= 0 and var index ? Certified[index] : null;

    private static ComparisonWatch Begin(PlanDescription plan, ImmutableArray<TestStanding> standings)
    {
        var rule = plan.Triggers.OfType<ComparisonTrigger>().FirstOrDefault();
        ImmutableArray<Certification> certifications = [.. plan.Steps.OfType<BakeStep>().Select(bake => bake.Until).OfType<Certification>().Distinct()];
        if (rule is null && certifications.IsEmpty)
        {
            return None;
        }

        ImmutableArray<string> names = [.. rule?.Condition.Metrics.Select(metric => metric.Metric.Value) ?? []];
        return new()
        {
            Compared = [.. rule?.Condition.Metrics.Select(metric => Begin(rule.Condition, metric, Find(metric.Metric.Value))) ?? []],
            Budget = rule is null ? null
                : Saved.Read(Find(Together), SavedJsonContext.Default.SharedFalseAlarmsState) is { } state ? new(rule.Condition.FalseAlarms, names, state)
                : new(rule.Condition.FalseAlarms, names),
            Certifications = certifications,
            Certified = [.. certifications.Select(certification => CountedComparison.Begin(certification, Find(certification.TestName)))],
            Split = SplitComparison.Begin(CountedMetric(plan, rule), Find(SplitComparison.Test)),
        };

        TestStanding? Find(string test) => standings.FirstOrDefault(standing => standing.Test == test);
    }

    private static IComparison Begin(WorseThanBlue condition, ComparedMetric compared, TestStanding? standing) =>
        compared.Unit == MetricUnit.Seconds ? TimedComparison.Begin(compared.Metric, condition, standing)
        : condition.Block is { } block ? BlockedComparison.Begin(compared.Metric, new() { FalseAlarms = condition.FalseAlarms, Block = block }, standing)
        : CountedComparison.Begin(
            compared.Metric, new() { FalseAlarms = condition.FalseAlarms, Margin = condition.Tolerance, WarmUp = condition.ColdStart, Certify = null }, standing);

    /// <summary>The metric whose counts are all requests.</summary>
    private static MetricName CountedMetric(PlanDescription plan, ComparisonTrigger? rule) =>
        plan.Metrics.Any(binding => binding.Metric == Metric.ErrorRate.Name) ? Metric.ErrorRate.Name : rule!.Condition.Metrics[0].Metric;
}
