using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>The tables whose rows a dump holds: ordinary ones and partitions, without those of extensions.</summary>
internal static class TableList
{
    public static async Task<ImmutableArray<string>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => [.. await connection.QueryAsync<string>(new(
        """
        select format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1
        """, cancellationToken: cancellationToken)).ConfigureAwait(false)];
}
