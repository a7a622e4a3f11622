using System.Collections.Immutable;
using System.Text;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>In what a schema is not as expected.</summary>
public sealed class SchemaComparison
{
    internal SchemaComparison(ImmutableArray<SchemaDifference> differences) => Differences = differences;

    /// <summary>All differences, by kind and name. Parts of a missing or unexpected table are not listed beside it.</summary>
    public ImmutableArray<SchemaDifference> Differences { get; }

    /// <summary>Whether there are none.</summary>
    public bool AreEqual => Differences.IsEmpty;

    /// <summary>The differences as a text for people, grouped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(AreEqual ? "the schema is as expected" : $"{Count(Differences.Length)} from the expected schema").AppendLine();
        foreach (var group in Differences.GroupBy(one => one.Kind))
        {
            text.AppendLine($"  {group.Key.ToString().ToLowerInvariant()}");
            foreach (var one in group)
            {
                text.AppendLine($"    {one.Body}");
            }
        }

        return text.ToString();
    }

    /// <summary>On one line, as journals and reports keep it.</summary>
    internal string ToLine(int most = 10) => AreEqual
        ? "the schema is as expected"
        : $"{Count(Differences.Length)}: {string.Join("; ", Differences.Take(most))}{(Differences.Length > most ? $"; and {Differences.Length - most} more" : "")}";

    private static string Count(int differences) => differences == 1 ? "1 difference" : $"{differences} differences";
}
