using System.Collections.Immutable;

namespace BlueGreen.Reporting;

/// <summary>How the evidence of a test that compared green with blue grew and shrank.</summary>
public sealed record EvidenceRecord
{
    /// <summary>What was tested: a metric's name, or what else the test is about.</summary>
    public required string Test { get; init; }

    /// <summary>What follows when it reaches the <see cref="Limit"/>, in a few words.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many times more likely what was seen must become for that.</summary>
    public required double Limit { get; init; }

    /// <summary>Where it stood in the end, in one sentence with its numbers.</summary>
    public required string Summary { get; init; }

    /// <summary>How it went. The value is how many times better "it is so" predicted what was seen than "it is not": 1 where nothing speaks for either.</summary>
    public ImmutableArray<PointRecord> Points { get => field.IsDefault ? [] : field; init; } = [];
}
