using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>
/// Runs statements that cannot be in a transaction, without a lock timeout: such a statement waits for other transactions without anybody waiting behind it. Looks before it repeats what was begun
/// before, and runs it to its end.
/// </summary>
internal sealed class OutsideStatements(MigrationSession session)
{
    private readonly IndexBuild _build = new(session);
    private readonly IndexTraces _traces = new(session);

    /// <param name="work">The part.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="wasBegun">Whether an earlier run began it and did not come to note its end.</param>
    /// <param name="cancellationToken">Stops what comes before it.</param>
    public Task RunAsync(PartWork work, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken) => statement.Facts.Kind switch
    {
        StatementKind.BuildIndex => _build.RunAsync(work.Part.Name, statement, wasBegun, cancellationToken),
        StatementKind.DropIndex => DropAsync(statement, wasBegun, cancellationToken),
        StatementKind.Reindex => ReindexAsync(statement, wasBegun, cancellationToken),
        StatementKind.DetachPartition => DetachAsync(statement, wasBegun, cancellationToken),
        StatementKind.Maintenance => ExecuteAsync(statement.Sql),
        _ when !wasBegun || work.Script!.IsIdempotent => ExecuteAsync(statement.Sql),
        _ => throw ProviderException.Permanent(
            $"Migration {work.Part.Name} was interrupted in line {statement.Line} ('{statement.Summary}'), and the database does not show whether that was done. Look, and say so with "
            + $"{nameof(PostgresMigrationRunner)}.{nameof(PostgresMigrationRunner.ResolveAsync)}; or write -- @idempotent above it, if repeating it is harmless."),
    };

    private async Task DropAsync(MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        if (!wasBegun || await _traces.ExistsAsync(statement.Facts.Object, cancellationToken).ConfigureAwait(false))
        {
            await ExecuteAsync(statement.Sql).ConfigureAwait(false);
        }
    }

    private async Task ReindexAsync(MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        if (wasBegun)
        {
            await _traces.SweepAsync(statement.Facts.Object, cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(statement.Sql).ConfigureAwait(false);
    }

    private async Task DetachAsync(MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        var (table, partition) = (statement.Facts.Table!, statement.Facts.Object!);
        switch (wasBegun ? await _traces.IsDetachPendingAsync(table, partition, cancellationToken).ConfigureAwait(false) : false)
        {
            case null:
                return;
            case true:
                await ExecuteAsync($"ALTER TABLE {table} DETACH PARTITION {partition} FINALIZE").ConfigureAwait(false);
                return;
            default:
                await ExecuteAsync(statement.Sql).ConfigureAwait(false);
                return;
        }
    }

    private Task ExecuteAsync(string sql) => session.ExecuteAsync(sql, null, CancellationToken.None);
}
