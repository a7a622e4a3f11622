using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Finds the views and foreign keys of other tables that refer to what would be dropped.</summary>
internal static class UserFinder
{
    public static async Task<ImmutableArray<string>> FindAsync(NpgsqlConnection connection, ImmutableArray<RevertLoss> losses, CancellationToken cancellationToken)
    {
        var dropped = losses.Where(loss => loss.Kind != RevertLossKind.Rows).Select(loss => loss.Name).ToArray();
        return
        [
            .. await connection.QueryAsync<string>(new(
                """
                with dropped as (
                    select c.oid as rel, 0 as col from pg_class c join pg_namespace n on n.oid = c.relnamespace where format('%I.%I', n.nspname, c.relname) = any (@dropped)
                    union all
                    select c.oid, a.attnum from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
                    where format('%I.%I.%I', n.nspname, c.relname, a.attname) = any (@dropped)
                )
                select distinct format('%s %I.%I', case c.relkind when 'm' then 'materialized view' else 'view' end, n.nspname, c.relname)
                from dropped d join pg_depend p on p.refclassid = 'pg_class'::regclass and p.refobjid = d.rel and (d.col = 0 or p.refobjsubid = d.col) and p.classid = 'pg_rewrite'::regclass
                    join pg_rewrite r on r.oid = p.objid join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace
                where c.oid not in (select rel from dropped)
                union
                select format('foreign key %I on %I.%I', o.conname, n.nspname, c.relname)
                from dropped d join pg_constraint o on o.contype = 'f' and o.confrelid = d.rel and (d.col = 0 or d.col = any (o.confkey)) and o.conrelid <> d.rel
                    join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
                where o.conrelid not in (select rel from dropped where col = 0)
                order by 1
                """,
                new { dropped }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false),
        ];
    }
}
