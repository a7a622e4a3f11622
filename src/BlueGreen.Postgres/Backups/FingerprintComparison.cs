using System.Collections.Immutable;

namespace BlueGreen.Postgres.Backups;

/// <summary>In what a database is not as expected.</summary>
public sealed class FingerprintComparison
{
    private const int Most = 5;

    internal FingerprintComparison(ImmutableArray<string> differences) => Differences = differences;

    /// <summary>All differences, each with the name of what differs: tables first, then sequences, large objects and the schema.</summary>
    public ImmutableArray<string> Differences { get; }

    /// <summary>Whether there are none.</summary>
    public bool AreEqual => Differences.IsEmpty;

    /// <summary>The first differences on one line.</summary>
    public override string ToString() => AreEqual ? "all is as expected" : $"{string.Join("; ", Differences.Take(Most))}{(Differences.Length > Most ? $"; and {Differences.Length - Most} more" : "")}";
}
