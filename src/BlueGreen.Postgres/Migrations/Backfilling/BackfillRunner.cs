using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>Walks along a key in batches, each with its cursor in one transaction, so that it goes on where it stopped. It ends at the last key that there was when it began.</summary>
internal sealed class BackfillRunner(MigrationSession session)
{
    /// <summary>
    /// A batch does not wait for the disk, or for a standby, while it holds its rows. A crash of the server takes its last batches together with their cursors, and they are written again; the transaction that ends
    /// the backfill waits, and all before it are on disk with it.
    /// </summary>
    private static PipelinedCommand WithoutWaiting => PipelinedCommand.Of("SET LOCAL synchronous_commit = off");

    private readonly ReplicationThrottle _throttle = new(session);

    public async Task RunAsync(PartWork work, BackfillTarget target, MigrationStatement statement, JournalRow? row, PartWatch watch, CancellationToken cancellationToken)
    {
        watch.Statement = statement;
        session.Context.Boundary(cancellationToken);
        var key = await BackfillKey.LearnAsync(session, work.Part.Name, target, cancellationToken).ConfigureAwait(false);
        var cursor = await BeginAsync(work, key, target, row, cancellationToken).ConfigureAwait(false);
        var pace = new BatchPace(session.Options, cursor.Size);
        session.Report(new StatementStarted(work.Part.Name, 1, 1, statement.Summary));
        while (await NextAsync(key, cursor, cancellationToken).ConfigureAwait(false) is { } end)
        {
            await _throttle.WaitAsync(work.Part.Name, cancellationToken).ConfigureAwait(false);
            session.Context.Boundary(cancellationToken);
            cursor = await WriteAsync(work, statement, key, cursor, end, pace, watch, cancellationToken).ConfigureAwait(false);
        }

        session.Report(new StatementFinished(work.Part.Name, 1, 1, watch.Elapsed));
        await FinishAsync(work, watch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BackfillCursor> BeginAsync(PartWork work, BackfillKey key, BackfillTarget target, JournalRow? row, CancellationToken cancellationToken)
    {
        var cursor = BackfillCursor.Read(row is { IsApplied: false } ? row.Cursor : null, target.ToString(), session.Options.BatchSize);
        if (cursor.Until is null)
        {
            cursor = cursor with { Until = await KeyAsync(key.Last, null, cancellationToken).ConfigureAwait(false) };
        }

        await session.RunAsync(work.Part.Name, [session.Journal.Begin(work, session.Context), session.Journal.MoveCursor(work.Part.Id, cursor.Write())], cancellationToken).ConfigureAwait(false);
        return cursor;
    }

    private async Task<string[]?> NextAsync(BackfillKey key, BackfillCursor cursor, CancellationToken cancellationToken) => cursor.Until is null
        ? null
        : await KeyAsync(key.EndOfNext(cursor.After, cursor.Until, cursor.Size), null, cancellationToken).ConfigureAwait(false);

    /// <summary>Writes one batch. Rows that others hold are not waited for long; the batch is repeated.</summary>
    private async Task<BackfillCursor> WriteAsync(
        PartWork work, MigrationStatement statement, BackfillKey key, BackfillCursor cursor, string[] end, BatchPace pace, PartWatch watch, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var began = session.Clock.GetTimestamp();
            try
            {
                var rows = await OnceAsync(work, statement, key, cursor, end, pace, cancellationToken).ConfigureAwait(false);
                var took = session.Clock.GetElapsedTime(began);
                var next = cursor with { After = end, Rows = cursor.Rows + rows, Batches = cursor.Batches + 1, Size = pace.After(took) };
                watch.Attempts++;
                session.Report(new BackfillProgress(work.Part.Name, next.Rows, next.Batches, next.Size, took, next.ToString()));
                return next;
            }
            catch (PostgresException e) when (attempt < session.Options.LockAttempts && e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
                session.Report(new LocksAwaited(work.Part.Name, attempt, []));
                await Task.Delay(session.Options.LockAttemptPause, session.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> OnceAsync(
        PartWork work, MigrationStatement statement, BackfillKey key, BackfillCursor cursor, string[] end, BatchPace pace, CancellationToken cancellationToken)
    {
        var sql = statement.Sql.Replace(ScriptVariables.Batch, key.Batch(cursor.After, end), StringComparison.Ordinal);
        var change = PipelinedCommand.Of(sql);
        var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var pipeline = new Pipeline(session.Connection, transaction).Add(session.Fence(work.Part.Name), WithoutWaiting, change);
            await pipeline.SendAsync(cancellationToken).ConfigureAwait(false);
            var rows = Math.Max(0, change.Command.RecordsAffected);
            var next = cursor with { After = end, Rows = cursor.Rows + rows, Batches = cursor.Batches + 1, Size = pace.Size };
            await pipeline.Add(session.Journal.MoveCursor(work.Part.Id, next.Write()), PipelinedCommand.Commit).SendAsync(CancellationToken.None).ConfigureAwait(false);
            return rows;
        }
    }

    private async Task<string[]?> KeyAsync(string sql, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        await session.Connection.ExecuteScalarAsync<string[]>(new(sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);

    private Task FinishAsync(PartWork work, PartWatch watch, CancellationToken cancellationToken) => session.RunAsync(
        work.Part.Name, [session.Journal.Finish(work, session.Context, watch.Elapsed, [$"{work.Part.Backfill!.Table} RowExclusive"])], cancellationToken);
}
