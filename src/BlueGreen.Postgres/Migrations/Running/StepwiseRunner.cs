using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Locks;
using BlueGreen.Postgres.Migrations.Outside;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>
/// Runs a part that cannot be one transaction, statement by statement. What runs in a transaction has its step noted in the same one. What cannot is noted as begun, run, and noted as done; after
/// an interruption the database is looked at before it is repeated.
/// </summary>
internal sealed class StepwiseRunner(MigrationSession session, LockManners manners)
{
    private readonly StatementRunner _statements = new(session);
    private readonly OutsideStatements _outside = new(session);

    public async Task RunAsync(PartWork work, JournalRow? row, PartWatch watch, CancellationToken cancellationToken)
    {
        var script = work.Script!;
        var (done, marked) = Resume(work, row);
        await BeginAsync(work, cancellationToken).ConfigureAwait(false);
        for (var i = done; i < script.Statements.Length; i++)
        {
            var statement = script.Statements[i];
            var isMarked = marked && i == done;
            await (script.AsksForNoTransaction || !statement.Facts.IsTransactional
                ? OutsideAsync(work, i, isMarked, watch, cancellationToken)
                : InsideAsync(work, i, watch, cancellationToken)).ConfigureAwait(false);
        }

        await FinishAsync(work, watch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where to go on.</summary>
    /// <exception cref="ProviderException">The script was changed in the middle, so that its steps no longer say what is done.</exception>
    private static (int Done, bool Marked) Resume(PartWork work, JournalRow? row)
    {
        var isResumed = row is not null && (work.IsRevert ? row.Standing == JournalState.Reverting : row.Standing is JournalState.Running or JournalState.Failed);
        if (!isResumed || (row!.Statement == 0 && !row.Marked))
        {
            return (0, false);
        }

        return row.Attempt == work.Checksum || work.IsRevert
            ? (row.Statement, row.Marked)
            : throw ProviderException.Permanent(
                $"Migration {work.Part.Name} was changed after its first {row.Statement} statements had run. Put back what was run, or revert it and run it anew.");
    }

    private Task BeginAsync(PartWork work, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        return session.RunAsync(work.Part.Name, [session.Journal.Begin(work, session.Context)], cancellationToken);
    }

    private async Task InsideAsync(PartWork work, int index, PartWatch watch, CancellationToken cancellationToken) => watch.Attempts += await manners.RunAsync(
        work.Part.Name,
        work.Script!.Statements[index].Facts.Targets,
        looksFirst: false,
        async isPolite =>
        {
            var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var pipeline = new Pipeline(session.Connection, transaction).Add(session.Fence(work.Part.Name));
                ImmutableArray<PipelinedCommand> ending = [session.Journal.Step(work.Part.Id, index + 1, false), PipelinedCommand.Commit];
                await _statements.InsideAsync(work, index, pipeline, isPolite, watch, ending, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken).ConfigureAwait(false);

    private async Task OutsideAsync(PartWork work, int index, bool isMarked, PartWatch watch, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        await NoteAsync(work, index, marked: true, cancellationToken).ConfigureAwait(false);
        await _statements.OutsideAsync(
            work, index, watch, statement => _outside.RunAsync(work, statement, isMarked, cancellationToken), cancellationToken).ConfigureAwait(false);
        await NoteAsync(work, index + 1, marked: false, CancellationToken.None).ConfigureAwait(false);
        watch.Attempts++;
    }

    private Task NoteAsync(PartWork work, int statement, bool marked, CancellationToken cancellationToken) =>
        session.RunAsync(work.Part.Name, [session.Journal.Step(work.Part.Id, statement, marked)], cancellationToken);

    private Task FinishAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        return session.RunAsync(work.Part.Name, [session.Journal.Finish(work, session.Context, watch.Elapsed, Locks(work))], cancellationToken);
    }

    /// <summary>As the statements' words say it: what they held is gone by now.</summary>
    private static ImmutableArray<string> Locks(PartWork work) =>
    [
        .. work.Script!.Statements.SelectMany(statement => statement.Facts.Targets.Select(target => $"{target.Table} {target.Mode}")
            .Concat(statement.Facts is { IsTransactional: false, Table: { } table } ? [$"{table} {LockMode.ShareUpdateExclusive}"] : [])).Distinct(),
    ];
}
