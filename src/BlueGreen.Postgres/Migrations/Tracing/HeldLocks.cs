using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Reads the locks of a session on the relations of its database, those that it waits for included.</summary>
internal static class HeldLocks
{
    public static async Task<ImmutableHashSet<HeldLock>> ReadAsync(NpgsqlConnection connection, int pid, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(long Relation, string Mode)>(new(
            """
            select relation::int8, mode from pg_locks
            where pid = @pid and locktype = 'relation' and relation >= 16384 and database = (select oid from pg_database where datname = current_database())
            """,
            new { pid }, transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. Known(rows)];
    }

    private static IEnumerable<HeldLock> Known(IEnumerable<(long Relation, string Mode)> rows)
    {
        foreach (var (relation, name) in rows)
        {
            if (LockModes.TryRead(name, out var mode) && mode > LockMode.AccessShare)
            {
                yield return new(relation, mode);
            }
        }
    }
}
