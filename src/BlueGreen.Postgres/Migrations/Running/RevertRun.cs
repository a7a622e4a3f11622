using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Undoes parts with their down scripts, last first. Everything is checked before the first is touched.</summary>
internal sealed class RevertRun(MigrationSession session)
{
    /// <param name="chosen">Which parts.</param>
    /// <param name="cancellationToken">Stops at a statement boundary.</param>
    /// <exception cref="ProviderException">One of them cannot be reverted, or a statement failed.</exception>
    public async Task<StepReport> RevertAsync(Func<JournalRow, bool> chosen, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        var ledger = await new MigrationRun(session).ReadAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<JournalRow> rows = [.. ledger.Rows.Where(row => row.Id.Phase != PostgresMigrationPhase.Contract && chosen(row)).OrderByDescending(row => row.Sequence).ThenByDescending(row => row.Id.Phase)];
        Check(ledger, rows);
        var runner = new PartRunner(session);
        var findings = new List<Finding>();
        foreach (var row in rows)
        {
            session.Context.Boundary(cancellationToken);
            await runner.RunAsync(RevertWork.Of(ledger, row)!, row, cancellationToken).ConfigureAwait(false);
            findings.Add(new(row.Id.Name, true, "reverted"));
        }

        return StepReport.From(findings) with { Summary = rows.IsEmpty ? "nothing was to be reverted" : $"{rows.Length} migrations reverted" };
    }

    private static void Check(MigrationLedger ledger, ImmutableArray<JournalRow> rows)
    {
        var problems = new MigrationProblems();
        var names = rows.Select(row => row.Migration).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => RevertWork.Of(ledger, row) is null))
        {
            problems.Add(row.Id.Name, "It has no @down.", "Write one into its file, below what it undoes, or leave the migration in place.");
        }

        foreach (var contract in ledger.Rows.Where(row => row.Id.Phase == PostgresMigrationPhase.Contract && names.Contains(row.Migration)))
        {
            problems.Add(contract.Id.Name, "It has run, and what it removed does not come back by reverting.", "Write a new migration, or restore a backup.");
        }

        foreach (var needing in ledger.Set.Migrations.Where(migration => !names.Contains(migration.Name) && migration.Parts.Any(part => ledger.Row(part.Id)?.IsApplied == true)))
        {
            foreach (var needed in needing.Needs.Where(names.Contains))
            {
                problems.Add(needed, $"It is needed by {needing.Name}, which is applied and stays.", $"Revert {needing.Name} first.");
            }
        }

        problems.ThrowIfAny();
    }
}
