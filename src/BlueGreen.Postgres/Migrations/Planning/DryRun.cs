using BlueGreen.Postgres.Migrations.Backfilling;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Locks;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Planning;

/// <summary>Runs what is pending in one transaction that is taken back.</summary>
internal sealed class DryRun(MigrationSession session)
{
    private readonly TransactionRunner _transactions = new(session, new(session));

    public async Task<StepReport> RunAsync(MigrationPhase step, CancellationToken cancellationToken)
    {
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        ledger.Check(step);
        var findings = new List<Finding>();
        var transaction = await session.BeginAsync("dry run", cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var part in ledger.Pending(step))
            {
                findings.Add(await TryAsync(part, transaction, cancellationToken).ConfigureAwait(false));
                if (!findings[^1].Passed)
                {
                    break;
                }
            }

            await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return StepReport.From(findings);
    }

    private async Task<Finding> TryAsync(MigrationPart part, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var watch = new PartWatch(session.Clock);
        try
        {
            return new(part.Name, true, await PassAsync(part, watch, transaction, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is PostgresException or ProviderException or TableBusyException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var what = e is TableBusyException { InnerException: PostgresException busy } ? $"{busy.SqlState}: {busy.MessageText}." : MigrationFailure.Describe(e);
            return new(part.Name, false, watch.Statement is { } at ? $"line {at.Line} ('{at.Summary}'): {what}" : what);
        }
    }

    private async Task<string> PassAsync(MigrationPart part, PartWatch watch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case { Script.IsTransactional: false }:
                return "not tried: it cannot run in a transaction";
            case { Backfill: { } target, Script.Statements: [var statement] }:
                watch.Statement = statement;
                await BackfillKey.LearnAsync(session, part.Name, target, cancellationToken).ConfigureAwait(false);
                await session.ExecuteAsync(statement.Sql.Replace(ScriptVariables.Batch, "(true)", StringComparison.Ordinal), transaction, cancellationToken).ConfigureAwait(false);
                return "ran, all rows at once";
            case { Phase: PostgresMigrationPhase.Verify, Script.Statements: var statements }:
                var verification = new VerifyRunner(session, _transactions);
                foreach (var one in statements)
                {
                    watch.Statement = one;
                    await verification.VerifyAsync(part.Name, one, transaction, cancellationToken).ConfigureAwait(false);
                }

                return "verified, as far as what came before was tried";
            default:
                await _transactions.ExecuteAsync(PartWork.Up(part), true, watch, new(session.Connection, transaction), [], cancellationToken).ConfigureAwait(false);
                return "ran";
        }
    }
}
