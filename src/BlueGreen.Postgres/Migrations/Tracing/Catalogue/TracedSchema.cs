using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>What a transaction sees of the schema, by the ids that survive a renaming.</summary>
internal sealed record TracedSchema(
    ImmutableDictionary<long, TracedRelation> Relations,
    ImmutableDictionary<(long Relation, int Number), TracedColumn> Columns,
    ImmutableDictionary<long, TracedConstraint> Constraints)
{
    private const string Sql = """
        select c.oid::int8 as "Id", c.oid::regclass::text as "Name", format('%I.%I', n.nspname, c.relname) as "FullName", c.relkind::text as "Kind",
            pg_relation_filenode(c.oid)::int8 as "File", pg_stat_get_xact_numscans(c.oid) as "Scans", i.indrelid::int8 as "Table", c.relispartition as "IsPartition"
        from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_index i on i.indexrelid = c.oid
        where c.oid >= 16384 and n.nspname <> 'pg_toast' and c.relkind in ('r', 'p', 'f', 'm', 'v', 'i', 'I');

        select a.attrelid::int8 as "Relation", a.attnum::int4 as "Number", a.attname as "Name", format_type(a.atttypid, a.atttypmod) as "Type", a.attnotnull as "IsNotNull",
            a.atthasdef or a.attidentity <> '' or t.typdefault is not null as "FillsItself"
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
        where c.oid >= 16384 and c.relkind in ('r', 'p', 'f') and a.attnum > 0 and not a.attisdropped;

        select o.oid::int8 as "Id", o.conname as "Name", o.conrelid::int8 as "Relation", o.confrelid::int8 as "Referenced", o.contype::text as "Kind", o.convalidated as "IsValidated",
            exists (select from pg_index i where i.indrelid = o.conrelid and i.indpred is null and (i.indkey::int2[])[0:cardinality(o.conkey) - 1] @> o.conkey) as "IsIndexed"
        from pg_constraint o where o.conrelid >= 16384;
        """;

    public static async Task<TracedSchema> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var results = await connection.QueryMultipleAsync(new(Sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await using (results.ConfigureAwait(false))
        {
            var relations = await results.ReadAsync<TracedRelation>().ConfigureAwait(false);
            var columns = await results.ReadAsync<TracedColumn>().ConfigureAwait(false);
            var constraints = await results.ReadAsync<TracedConstraint>().ConfigureAwait(false);
            return new(relations.ToImmutableDictionary(one => one.Id), columns.ToImmutableDictionary(one => one.Key), constraints.ToImmutableDictionary(one => one.Id));
        }
    }

    public bool Has(long relation) => Relations.ContainsKey(relation);

    public bool HasNamed(string fullName) => Relations.Values.Any(one => one.FullName == fullName);

    public string NameOf(long relation) => Relations.TryGetValue(relation, out var one) ? one.Name : $"relation {relation}";
}
