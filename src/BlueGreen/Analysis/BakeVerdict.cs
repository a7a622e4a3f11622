using System.Collections.Immutable;

namespace BlueGreen.Analysis;

/// <summary>A verdict with the numbers that it rests on.</summary>
internal sealed record BakeVerdict(Verdict Verdict, ImmutableArray<Finding> Findings)
{
    public StepReport ToReport(string summary) => new() { Passed = Verdict == Verdict.Pass, Summary = summary, Findings = Findings };

    public string Describe(Func<Finding, bool> which) => string.Join("; ", Findings.Where(which).Select(f => $"{f.Name}: {f.Detail}"));
}
