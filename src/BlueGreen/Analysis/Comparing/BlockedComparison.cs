using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>Compares a share block by block.</summary>
internal sealed class BlockedComparison(MetricName metric, RobustErrorComparison test) : IComparison
{
    public string Name => metric.Value;

    public double LogEvidence => test.LogEvidence;

    public DateTimeOffset Until => test.Until ?? default;

    public TimeSpan Elapsed => test.Elapsed;

    public Verdict Verdict => test.Verdict;

    public static BlockedComparison Begin(MetricName metric, RobustErrorComparisonOptions options, TestStanding? standing) =>
        new(metric, Saved.Read(standing, SavedJsonContext.Default.RobustErrorComparisonState) is { } state ? new(options, state) : new(options));

    public IComparison Observe(ComparedSample sample)
    {
        if (sample.CountsOf(metric) is not { } counts || counts.From < test.Until)
        {
            return this;
        }

        var next = test.Copy();
        next.Observe(counts);
        return new BlockedComparison(metric, next);
    }

    public Judgement Judge() => test.Judge();

    public TestStanding Save() => new(Name, LogEvidence, Judge().Summary, JsonSerializer.Serialize(test.State, SavedJsonContext.Default.RobustErrorComparisonState));
}
