using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Locks;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs a part and writes its journal row in one transaction: both are there, or neither is. A part of one statement is one round trip.</summary>
internal sealed class TransactionRunner(MigrationSession session, LockManners manners)
{
    private readonly StatementRunner _statements = new(session);

    public async Task RunAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken)
    {
        var statements = work.Script?.Statements ?? [];
        ImmutableArray<LockTarget> targets = [.. statements.SelectMany(statement => statement.Facts.Targets)];
        watch.Attempts += await manners.RunAsync(
            work.Part.Name, targets, looksFirst: statements.Length > 1, isPolite => OnceAsync(work, isPolite, watch, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task OnceAsync(PartWork work, bool isPolite, PartWatch watch, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        var ending = session.Journal.Finish(work, session.Context, watch.Elapsed, locks: null);
        var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var pipeline = new Pipeline(session.Connection, transaction).Add(session.Fence(work.Part.Name));
            await ExecuteAsync(work, isPolite, watch, pipeline, [ending, PipelinedCommand.Commit], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what a part holds.</summary>
    /// <param name="work">The part.</param>
    /// <param name="isPolite">Whether to ask for tables without waiting.</param>
    /// <param name="watch">Follows it.</param>
    /// <param name="pipeline">The transaction.</param>
    /// <param name="ending">What goes to the server together with the last statement.</param>
    /// <param name="cancellationToken">Stops it; nothing of it remains then.</param>
    public async Task ExecuteAsync(PartWork work, bool isPolite, PartWatch watch, Pipeline pipeline, ImmutableArray<PipelinedCommand> ending, CancellationToken cancellationToken)
    {
        if (work.Code is { } code)
        {
            await pipeline.SendAsync(cancellationToken).ConfigureAwait(false);
            await code(session.Connection, pipeline.Transaction, cancellationToken).ConfigureAwait(false);
        }

        var count = work.Script?.Statements.Length ?? 0;
        for (var i = 0; i < count; i++)
        {
            await _statements.InsideAsync(work, i, pipeline, isPolite, watch, i == count - 1 ? ending : [], cancellationToken).ConfigureAwait(false);
        }

        if (count == 0)
        {
            await pipeline.Add(ending).SendAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
