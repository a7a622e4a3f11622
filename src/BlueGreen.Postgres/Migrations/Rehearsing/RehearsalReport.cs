using System.Collections.Immutable;
using System.Text;
using BlueGreen.Postgres.Migrations.Tracing;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>What a rehearsal saw.</summary>
/// <param name="ServerVersion">The major version of the server: other versions may lock in other ways.</param>
/// <param name="Migrations">What was rehearsed, in order, each with its down behind it.</param>
public sealed record RehearsalReport(int ServerVersion, ImmutableArray<RehearsedMigration> Migrations)
{
    /// <summary>Whether nothing is refused.</summary>
    public bool Passed => Migrations.All(migration => migration.Verdict != TraceSeverity.Refusal);

    /// <summary>All of it in one sentence: what is refused, and why.</summary>
    public string Summary
    {
        get
        {
            var refused = Migrations.SelectMany(migration => migration.Findings.Where(finding => finding.Refuses).Select(finding => $"{migration.Title}: {finding}")).ToArray();
            return refused.Length == 0 ? $"{Migrations.Count(migration => !migration.IsDown)} rehearsed, nothing refused" : string.Join(Environment.NewLine, refused);
        }
    }

    /// <summary>The report as a text for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(Migrations.IsEmpty ? "Nothing is pending" : $"Rehearsed on PostgreSQL {ServerVersion}: {(Passed ? "nothing refused" : "refused")}");
        foreach (var migration in Migrations)
        {
            text.AppendLine($"  {migration.Title}");
            foreach (var statement in migration.Statements)
            {
                text.AppendLine($"    {statement.Line,4}  {statement}");
            }

            foreach (var finding in migration.Findings)
            {
                text.AppendLine($"    {(finding.Refuses ? '!' : '-')} {finding}");
            }
        }

        return text.ToString();
    }
}
