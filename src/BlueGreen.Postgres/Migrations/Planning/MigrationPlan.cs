using System.Collections.Immutable;
using System.Text;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Planning;

/// <summary>What a step would do to the database.</summary>
/// <param name="Phase">The step.</param>
/// <param name="Migrations">What would be run, in order.</param>
/// <param name="Problems">What stands against it; it would not begin unless this is empty.</param>
public sealed record MigrationPlan(MigrationPhase Phase, ImmutableArray<PlannedMigration> Migrations, ImmutableArray<MigrationProblem> Problems)
{
    /// <summary>The plan as a text for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(Migrations.IsEmpty ? $"{Phase}: nothing is pending" : $"{Phase}: {Migrations.Length} to run");
        foreach (var migration in Migrations)
        {
            text.AppendLine($"  {migration.Name}{(migration.IsRevertible ? "" : ", not revertible")}{(migration.Resumes is { } resumes ? $", {resumes}" : "")}");
            foreach (var allowance in migration.Allowances)
            {
                text.AppendLine($"    allows {allowance}");
            }

            foreach (var statement in migration.Statements)
            {
                text.Append($"    {statement.Line,4}  {SqlSummary.Of(statement.Text)}");
                text.AppendLine($"  [{(statement.IsTransactional ? "transaction, token" : "no transaction, fencing none")}{string.Concat(statement.Locks.Select(one => $"; {one}"))}]");
            }
        }

        foreach (var problem in Problems)
        {
            text.AppendLine($"  ! {problem}");
        }

        return text.ToString();
    }
}
