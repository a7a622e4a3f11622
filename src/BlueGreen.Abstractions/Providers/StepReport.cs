using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>What a step found or did, as kept in the journal. No secrets.</summary>
public sealed record StepReport
{
    /// <summary>Whether the step may be followed by the next.</summary>
    public required bool Passed { get; init; }

    /// <summary>One sentence with the numbers that matter.</summary>
    public required string Summary { get; init; }

    /// <summary>The parts of the verdict: all of them, also when several failed.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What the health probes answered that the verdict rests on; empty where none were sent.</summary>
    public ImmutableArray<ProbeResult> Probes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The states of data that the step kept, to be come back to; empty where it kept none.</summary>
    public ImmutableArray<RecoveryPoint> RecoveryPoints { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>A passed step.</summary>
    /// <param name="summary">What was found or done.</param>
    public static StepReport Pass(string summary) => new() { Passed = true, Summary = summary };

    /// <summary>A failed step.</summary>
    /// <param name="summary">What was expected, what was found, and what to do.</param>
    public static StepReport Fail(string summary) => new() { Passed = false, Summary = summary };

    /// <summary>Sums up findings: passed when all of them passed.</summary>
    /// <param name="findings">The findings.</param>
    public static StepReport From(IEnumerable<Finding> findings)
    {
        var all = findings.ToImmutableArray();
        var failed = all.Where(f => !f.Passed).ToArray();
        return new()
        {
            Passed = failed.Length == 0,
            Summary = failed.Length == 0
                ? $"{all.Length} passed"
                : $"{failed.Length} of {all.Length} failed: {string.Join("; ", failed.Select(f => $"{f.Name}: {f.Detail}"))}",
            Findings = all,
        };
    }

    /// <inheritdoc/>
    public bool Equals(StepReport? other) =>
        other is not null && Passed == other.Passed && Summary == other.Summary && Findings.SequenceEqual(other.Findings) && Probes.SequenceEqual(other.Probes)
        && RecoveryPoints.SequenceEqual(other.RecoveryPoints);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Passed, Summary, Findings.Length, Probes.Length);
}
