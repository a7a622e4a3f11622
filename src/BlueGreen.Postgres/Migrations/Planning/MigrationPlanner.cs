using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Planning;

/// <summary>Says what a step would run.</summary>
internal static class MigrationPlanner
{
    public static MigrationPlan Plan(MigrationLedger ledger, MigrationPhase phase)
    {
        try
        {
            ledger.Check(phase);
            return new(phase, [.. ledger.Pending(phase).Select(part => Plan(part, ledger.Row(part.Id)))], []);
        }
        catch (InvalidMigrationsException e)
        {
            return new(phase, [.. ledger.Pending(phase).Select(part => Plan(part, ledger.Row(part.Id)))], e.Problems);
        }
    }

    /// <summary>Says what undoing a part would run.</summary>
    public static PlannedMigration PlanDown(PartWork work, JournalRow row) => new()
    {
        Name = work.Part.Name,
        Phase = work.Part.Phase,
        Statements = [.. (work.Script?.Statements ?? []).Select(statement => Plan(work.Script!, statement))],
        IsRevertible = true,
        Resumes = row.Standing == JournalState.Reverting ? $"reverting before, after {row.Statement} statements" : null,
    };

    private static PlannedMigration Plan(MigrationPart part, JournalRow? row) => new()
    {
        Name = part.Name,
        Phase = part.Phase,
        Statements = [.. (part.Script?.Statements ?? []).Select(statement => Plan(part.Script!, statement))],
        IsRevertible = part.Phase is PostgresMigrationPhase.Backfill or PostgresMigrationPhase.Verify || part.Down is not null || part.Code?.Down is not null,
        Allowances = [.. (part.Script?.Allowances ?? []).Select(one => one.ToString())],
        Resumes = row is { IsApplied: false } ? $"{row.Standing.ToString().ToLowerInvariant()} before, after {row.Statement} statements" : null,
    };

    private static PlannedStatement Plan(MigrationScript script, MigrationStatement statement)
    {
        var isTransactional = statement.Facts.IsTransactional && !script.AsksForNoTransaction;
        return new(
            statement.Text, statement.Line, isTransactional, isTransactional ? Fencing.Token : Fencing.None, [.. statement.Facts.Targets.Select(target => $"{target.Table} {target.Mode}")]);
    }
}
