using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Undoes parts with their down scripts, last first. Everything is checked before the first is touched.</summary>
internal sealed class RevertRun(MigrationSession session)
{
    /// <param name="chosen">Which parts.</param>
    /// <param name="cancellationToken">Stops at a statement boundary.</param>
    /// <param name="note">What the history says of it besides.</param>
    /// <exception cref="ProviderException">A statement failed.</exception>
    /// <exception cref="InvalidMigrationsException">One of them cannot be reverted.</exception>
    public async Task<StepReport> RevertAsync(Func<JournalRow, bool> chosen, CancellationToken cancellationToken, string? note = null)
    {
        session.Context.Boundary(cancellationToken);
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: true, cancellationToken).ConfigureAwait(false);
        var rows = Choose(ledger, chosen);
        var problems = new MigrationProblems();
        CheckParts(ledger, rows, problems);
        CheckNeeds(ledger, rows, problems);
        problems.ThrowIfAny();
        var watch = await RevertWatch.BeginAsync(session, rows, cancellationToken).ConfigureAwait(false);
        var runner = new PartRunner(session);
        var findings = new List<Finding>();
        foreach (var row in rows)
        {
            session.Context.Boundary(cancellationToken);
            await runner.RunAsync(RevertWork.Of(ledger, row)! with { Note = note }, row, cancellationToken).ConfigureAwait(false);
            await (watch?.AfterAsync(row.Id, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            findings.Add(new(row.Id.Name, true, "reverted"));
        }

        if (watch is not null)
        {
            findings.Add(await watch.EndAsync(rows[^1].Id, cancellationToken).ConfigureAwait(false));
        }

        var report = StepReport.From(findings);
        return report.Passed ? report with { Summary = rows.IsEmpty ? "nothing was to be reverted" : $"{rows.Length} migrations reverted" } : report;
    }

    /// <summary>The parts in the order in which they are undone.</summary>
    internal static ImmutableArray<JournalRow> Choose(MigrationLedger ledger, Func<JournalRow, bool> chosen) =>
        [.. ledger.Rows.Where(row => row.Id.Phase != PostgresMigrationPhase.Contract && chosen(row)).OrderByDescending(row => row.Sequence).ThenByDescending(row => row.Id.Phase)];

    /// <summary>Whether each of them can be undone.</summary>
    internal static void CheckParts(MigrationLedger ledger, ImmutableArray<JournalRow> rows, MigrationProblems problems)
    {
        var names = rows.Select(row => row.Migration).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => RevertWork.Of(ledger, row) is null))
        {
            problems.Add(row.Id.Name, "It has no @down.", "Write one into its file, below what it undoes, or leave the migration in place.");
        }

        foreach (var contract in ledger.Rows.Where(row => row.Id.Phase == PostgresMigrationPhase.Contract && names.Contains(row.Migration)))
        {
            problems.Add(contract.Id.Name, "It has run, and what it removed does not come back by reverting.", "Write a new migration, or restore a backup.");
        }
    }

    private static void CheckNeeds(MigrationLedger ledger, ImmutableArray<JournalRow> rows, MigrationProblems problems)
    {
        var names = rows.Select(row => row.Migration).ToHashSet(StringComparer.Ordinal);
        foreach (var needing in ledger.Set.Migrations.Where(migration => !names.Contains(migration.Name) && migration.Parts.Any(part => ledger.Row(part.Id)?.IsApplied == true)))
        {
            foreach (var needed in needing.Needs.Where(names.Contains))
            {
                problems.Add(needed, $"It is needed by {needing.Name}, which is applied and stays.", $"Revert {needing.Name} first.");
            }
        }
    }
}
