using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>
/// Runs statements that cannot be in a transaction: such a statement waits for other transactions without anybody waiting behind it, for as long as <see cref="PostgresMigrationOptions.BuildPatience"/>. Looks before it
/// repeats what was begun before, and runs it to its end.
/// </summary>
internal sealed class OutsideStatements(MigrationSession session)
{
    private readonly IndexBuild _build = new(session);
    private readonly IndexTraces _traces = new(session);
    private readonly BoundedStatements _bounded = new(session);

    /// <param name="work">The part.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="wasBegun">Whether an earlier run began it and did not come to note its end.</param>
    /// <param name="cancellationToken">Stops what comes before it.</param>
    public Task RunAsync(PartWork work, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken) => statement.Facts.Kind switch
    {
        StatementKind.BuildIndex => _build.RunAsync(work.Part.Name, statement, wasBegun, cancellationToken),
        StatementKind.DropIndex => DropAsync(work.Part.Name, statement, wasBegun, cancellationToken),
        StatementKind.Reindex => ReindexAsync(work.Part.Name, statement, wasBegun, cancellationToken),
        StatementKind.DetachPartition => DetachAsync(work.Part.Name, statement, wasBegun, cancellationToken),
        StatementKind.Maintenance => _bounded.RunAsync(work.Part.Name, statement.Sql),
        _ when !wasBegun || work.Script!.IsIdempotent => session.ExecuteAsync(statement.Sql, null, CancellationToken.None),
        _ => throw ProviderException.Permanent(
            $"Migration {work.Part.Name} was interrupted in line {statement.Line} ('{statement.Summary}'), and the database does not show whether that was done. Look, and say so with "
            + $"{nameof(PostgresMigrationRunner)}.{nameof(PostgresMigrationRunner.ResolveAsync)}; or write -- @idempotent above it, if repeating it is harmless."),
    };

    private async Task DropAsync(string part, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        if (!wasBegun || await _traces.ExistsAsync(statement.Facts.Object, cancellationToken).ConfigureAwait(false))
        {
            await _bounded.RunAsync(part, statement.Sql).ConfigureAwait(false);
        }
    }

    private async Task ReindexAsync(string part, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        if (wasBegun)
        {
            await _traces.SweepAsync(part, statement.Facts.Object, cancellationToken).ConfigureAwait(false);
        }

        await _bounded.RunAsync(part, statement.Sql).ConfigureAwait(false);
    }

    private async Task DetachAsync(string part, MigrationStatement statement, bool wasBegun, CancellationToken cancellationToken)
    {
        var (table, partition) = (statement.Facts.Table!, statement.Facts.Object!);
        switch (wasBegun ? await _traces.IsDetachPendingAsync(table, partition, cancellationToken).ConfigureAwait(false) : false)
        {
            case null:
                return;
            case true:
                await _bounded.RunAsync(part, $"ALTER TABLE {table} DETACH PARTITION {partition} FINALIZE").ConfigureAwait(false);
                return;
            default:
                await _bounded.RunAsync(part, statement.Sql).ConfigureAwait(false);
                return;
        }
    }
}
