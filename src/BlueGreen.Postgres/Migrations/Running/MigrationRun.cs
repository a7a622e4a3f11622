using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Journal;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs the pending parts of a step in a session that holds the lock.</summary>
internal sealed class MigrationRun(MigrationSession session)
{
    public async Task<MigrationLedger> ReadAsync(bool withTexts, CancellationToken cancellationToken) =>
        new(session.Environment.Set, await session.Journal.ReadAsync(session.Connection, withTexts, cancellationToken).ConfigureAwait(false));

    /// <exception cref="ProviderException">A statement failed, or the set does not go with what was run.</exception>
    public async Task<StepReport> MigrateAsync(MigrationPhase step, CancellationToken cancellationToken)
    {
        var ledger = await ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        ledger.Check(step);
        var runner = new PartRunner(session);
        var gate = new SessionGate(session, step);
        var ran = new List<MigrationPartId>();
        ImmutableArray<MigrationPart> pending = [.. ledger.Pending(step)];
        var watch = await SchemaWatch.BeginAsync(session, pending.Length, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var part in pending)
            {
                session.Context.Boundary(cancellationToken);
                await gate.PassAsync(part.Name, cancellationToken).ConfigureAwait(false);
                await runner.RunAsync(PartWork.Up(part), ledger.Row(part.Id), cancellationToken).ConfigureAwait(false);
                ran.Add(part.Id);
                await (watch?.AfterAsync(part.Id, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
        finally
        {
            await (watch?.EndAsync(CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
        }

        var report = Report(ran is [] ? ledger : await ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false), step, [.. ran]);
        report = gate.Said is { } said ? report with { Summary = $"{report.Summary}; {said}" } : report;
        return watch?.Finding is { } finding ? report with { Summary = $"{report.Summary}; the schema was not as expected, or not compared", Findings = report.Findings.Add(finding) } : report;
    }

    /// <summary>What the operation ran, in this call and in earlier ones; a person's run has only this call.</summary>
    private StepReport Report(MigrationLedger ledger, MigrationPhase step, ImmutableHashSet<MigrationPartId> ran)
    {
        var mine = ledger.Rows.Where(row => row.IsApplied && IsOf(step, row.Id) && (session.Context.Operation is { } operation ? row.Operation == operation.Value : ran.Contains(row.Id)));
        var report = StepReport.From(mine.Select(row => new Finding(row.Id.Name, true, "applied")));
        return report with { Summary = report.Findings.IsEmpty ? "nothing was pending" : $"{report.Findings.Length} migrations applied" };
    }

    private static bool IsOf(MigrationPhase step, MigrationPartId part) => part.Phase == PostgresMigrationPhase.Contract == (step == MigrationPhase.Contract);
}
