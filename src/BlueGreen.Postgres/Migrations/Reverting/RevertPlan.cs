using System.Collections.Immutable;
using System.Text;
using BlueGreen.Postgres.Migrations.Planning;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>What reverting a migration would do and take away. It is good as long as the database is as it was read.</summary>
public sealed record RevertPlan
{
    /// <summary>The migration.</summary>
    public required string Migration { get; init; }

    /// <summary>Its parts with their downs, in the order in which they would be undone.</summary>
    public required ImmutableArray<PlannedMigration> Downs { get; init; }

    /// <summary>The applied migrations that need it, directly or through others. While there are any, it is not reverted.</summary>
    public required ImmutableArray<RevertDependency> NeededBy { get; init; }

    /// <summary>What in the database refers to what would be dropped and is not on the same table: views and foreign keys. A down that does not drop them fails, or takes them along where it says <c>CASCADE</c>.</summary>
    public required ImmutableArray<string> UsedBy { get; init; }

    /// <summary>The data that would be lost, as far as the statements' words and the states that were kept say.</summary>
    public required ImmutableArray<RevertLoss> Losses { get; init; }

    /// <summary>What stands against it; it is not done unless this is empty.</summary>
    public required ImmutableArray<MigrationProblem> Problems { get; init; }

    /// <summary>What a person has to repeat to have it done. It names what would be lost, and changes when the database does: another migration, another schema, other data in kind.</summary>
    public required string Token { get; init; }

    /// <summary>Whether data would be lost.</summary>
    public bool LosesData => Losses.Any(loss => !loss.IsEmpty);

    /// <summary>The plan as a text for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"revert {Migration}").AppendLine();
        foreach (var down in Downs)
        {
            text.AppendLine($"  {down.Name}{(down.Statements.IsEmpty ? ", forgotten without a statement" : "")}{(down.Resumes is { } resumes ? $", {resumes}" : "")}");
            foreach (var statement in down.Statements)
            {
                text.AppendLine($"    {statement.Line,4}  {SqlSummary.Of(statement.Text)}{(statement.IsTransactional ? "" : "  [no transaction]")}");
            }
        }

        Append(text, "  needed by", NeededBy.Select(one => one.ToString()));
        Append(text, "  used by", UsedBy);
        Append(text, LosesData ? "  LOST for good" : "  lost: nothing", Losses.Select(loss => loss.ToString()));
        Append(text, null, Problems.Select(problem => $"! {problem}"));
        return text.AppendLine(Problems.IsEmpty ? $"  to confirm: {Token}" : "  refused").ToString();
    }

    private static void Append(StringBuilder text, string? title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (title is not null && (all.Count > 0 || title.Contains(':', StringComparison.Ordinal)))
        {
            text.AppendLine(title);
        }

        foreach (var line in all)
        {
            text.AppendLine(title is null ? $"  {line}" : $"    {line}");
        }
    }
}
