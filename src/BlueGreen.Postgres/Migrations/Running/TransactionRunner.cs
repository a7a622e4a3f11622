using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Locks;
using BlueGreen.Postgres.Migrations.Sql;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs a part and writes its journal row in one transaction: both are there, or neither is.</summary>
internal sealed class TransactionRunner(MigrationSession session, LockManners manners)
{
    private readonly StatementRunner _statements = new(session, manners);

    public async Task RunAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken)
    {
        ImmutableArray<LockTarget> targets = [.. (work.Script?.Statements ?? []).SelectMany(statement => statement.Facts.Targets)];
        await session.LearnRelationsAsync(cancellationToken).ConfigureAwait(false);
        watch.Attempts += await manners.RunAsync(work.Part.Name, targets, isPolite => OnceAsync(work, isPolite, watch, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task OnceAsync(PartWork work, bool isPolite, PartWatch watch, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        var transaction = await session.BeginAsync(work.Part.Name, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(work, isPolite, watch, transaction, cancellationToken).ConfigureAwait(false);
            await FinishAsync(work, watch, transaction, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what a part holds, and leaves the transaction open.</summary>
    public async Task ExecuteAsync(PartWork work, bool isPolite, PartWatch watch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (work.Code is { } code)
        {
            await code(session.Connection, transaction, cancellationToken).ConfigureAwait(false);
        }

        for (var i = 0; i < (work.Script?.Statements.Length ?? 0); i++)
        {
            await _statements.InsideAsync(work, i, transaction, isPolite, watch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the journal row, with the locks that the transaction holds.</summary>
    public async Task FinishAsync(PartWork work, PartWatch watch, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var locks = await session.ReadLocksAsync(transaction, cancellationToken).ConfigureAwait(false);
        await (work.IsRevert
            ? session.Journal.FinishRevertAsync(session.Connection, transaction, work, session.Context, watch.Elapsed, locks, cancellationToken)
            : session.Journal.FinishAsync(session.Connection, transaction, work, session.Context, watch.Elapsed, locks, cancellationToken)).ConfigureAwait(false);
    }
}
