using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>Checks by the counted requests whether they arrive as the split intends.</summary>
internal sealed class SplitComparison(MetricName metric, SplitCheck test, DateTimeOffset? until, TimeSpan elapsed) : IComparison
{
    public const string Test = "split";

    public string Name => Test;

    public double LogEvidence => test.LogEvidence;

    public DateTimeOffset Until => until ?? default;

    public TimeSpan Elapsed => elapsed;

    public Verdict Verdict => test.Verdict;

    public static SplitComparison Begin(MetricName metric, TestStanding? standing) =>
        new(metric, Saved.Read(standing, SavedJsonContext.Default.SplitCheckState) is { } state ? new(null, state) : new(), null, TimeSpan.Zero);

    public IComparison Observe(ComparedSample sample)
    {
        if (sample.CountsOf(metric) is not { } counts || counts.From < until)
        {
            return this;
        }

        var next = test.Copy();
        next.Observe(sample.GreenWeight, counts.Blue.Requests, counts.Green.Requests);
        return new SplitComparison(metric, next, counts.Until, elapsed + (counts.Until - counts.From));
    }

    public Judgement Judge() => test.Judge();

    public TestStanding Save() => new(Name, LogEvidence, Judge().Summary, JsonSerializer.Serialize(test.State, SavedJsonContext.Default.SplitCheckState));
}
