using System.Collections.Immutable;
using System.Data;
using BlueGreen.Postgres.Backups.Dumping;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Swapping;

/// <summary>Counts the rows by which the database that serves differs from a copy: of tables whose hashes differ, row by row.</summary>
internal sealed class LossCounter(BackupSource live, BackupSource copy, DatabaseBackup backup)
{
    public Task<ImmutableArray<TableLoss>> CountAsync(CancellationToken cancellationToken) =>
        live.WorkAsync("Counting what would be lost", now => copy.WorkAsync("Reading the copy", then => CountAsync(now, then, cancellationToken), cancellationToken), cancellationToken);

    private async Task<ImmutableArray<TableLoss>> CountAsync(NpgsqlConnection now, NpgsqlConnection then, CancellationToken cancellationToken)
    {
        await now.ExecuteAsync(TableFingerprints.Settings).ConfigureAwait(false);
        await then.ExecuteAsync(TableFingerprints.Settings).ConfigureAwait(false);
        await now.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        var tables = (await TableList.ReadAsync(now, cancellationToken).ConfigureAwait(false)).Except(backup.WithoutRows).ToArray();
        var present = await TableFingerprints.ReadAsync(now, tables, (table, done) => live.Report(BackupStage.Counting, table, done, tables.Length), cancellationToken).ConfigureAwait(false);
        var known = backup.Tables.ToDictionary(table => table.Table);
        var losses = ImmutableArray.CreateBuilder<TableLoss>();
        foreach (var table in present.Where(table => known.GetValueOrDefault(table.Table) != table))
        {
            losses.Add(known.ContainsKey(table.Table) ? await CompareAsync(now, then, table.Table, cancellationToken).ConfigureAwait(false) : new(table.Table, table.Rows, 0));
        }

        losses.AddRange(backup.Tables.ExceptBy(tables, table => table.Table).Select(table => new TableLoss(table.Table, 0, table.Rows)));
        return losses.ToImmutable();
    }

    /// <summary>Both sides come in the order of their hashes and are walked along together.</summary>
    private static async Task<TableLoss> CompareAsync(NpgsqlConnection now, NpgsqlConnection then, string table, CancellationToken cancellationToken)
    {
        var left = await ReadAsync(now, table, cancellationToken).ConfigureAwait(false);
        await using (left.ConfigureAwait(false))
        {
            var right = await ReadAsync(then, table, cancellationToken).ConfigureAwait(false);
            await using (right.ConfigureAwait(false))
            {
                var (lost, returning) = (0L, 0L);
                var (one, other) = (await NextAsync(left, cancellationToken).ConfigureAwait(false), await NextAsync(right, cancellationToken).ConfigureAwait(false));
                while (one is not null || other is not null)
                {
                    var (takesLeft, takesRight) = (other is null || one <= other, one is null || other <= one);
                    lost += takesLeft && !takesRight ? 1 : 0;
                    returning += takesRight && !takesLeft ? 1 : 0;
                    one = takesLeft ? await NextAsync(left, cancellationToken).ConfigureAwait(false) : one;
                    other = takesRight ? await NextAsync(right, cancellationToken).ConfigureAwait(false) : other;
                }

                return new(table, lost, returning);
            }
        }
    }

    private static async Task<NpgsqlDataReader> ReadAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"select {TableFingerprints.RowHash} from only {table} t order by 1", connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long?> NextAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetInt64(0) : null;
}
