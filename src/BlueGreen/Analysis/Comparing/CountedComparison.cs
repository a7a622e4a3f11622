using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>Compares a share request by request.</summary>
internal sealed class CountedComparison(string name, MetricName metric, bool certifies, ErrorComparison test) : IComparison
{
    public string Name => name;

    public double LogEvidence => certifies ? test.LogCertificate : test.LogEvidence;

    public DateTimeOffset Until => test.Until ?? default;

    public TimeSpan Elapsed => test.Elapsed;

    public Verdict Verdict => test.Verdict;

    /// <summary>A test that green is worse.</summary>
    public static CountedComparison Begin(MetricName metric, ErrorComparisonOptions options, TestStanding? standing) => Begin(metric.Value, metric, options, standing);

    /// <summary>A test that green is good enough.</summary>
    public static CountedComparison Begin(Certification certification, TestStanding? standing) =>
        Begin(certification.TestName, Metric.ErrorRate, new() { Certify = certification }, standing);

    private static CountedComparison Begin(string name, MetricName metric, ErrorComparisonOptions options, TestStanding? standing) =>
        new(name, metric, options.Certify is not null, Saved.Read(standing, SavedJsonContext.Default.ErrorComparisonState) is { } state ? new(options, state) : new(options));

    public IComparison Observe(ComparedSample sample)
    {
        if (sample.CountsOf(metric) is not { } counts || counts.From < test.Until)
        {
            return this;
        }

        var next = test.Copy();
        next.Observe(counts);
        return new CountedComparison(name, metric, certifies, next);
    }

    public Judgement Judge() => test.Judge();

    public TestStanding Save() => new(Name, LogEvidence, Judge().Summary, JsonSerializer.Serialize(test.State, SavedJsonContext.Default.ErrorComparisonState));
}
