namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>Reads everything that migrations make, as names and definitions.</summary>
internal static class CatalogueSql
{
    /// <summary>Takes <c>@journal</c>, the schema that is left out.</summary>
    public const string Read = """
        with schema as (
            select oid, nspname, nspacl from pg_namespace where nspname not like 'pg\_%' and nspname <> 'information_schema' and nspname <> @journal
        ), relation as (
            select c.*, format('%I.%I', s.nspname, c.relname) as name from pg_class c join schema s on s.oid = c.relnamespace
        ), own_type as (
            select t.*, format('%I.%I', s.nspname, t.typname) as name from pg_type t join schema s on s.oid = t.typnamespace
        )
        select format('schema %I', nspname) as "Name", coalesce(nspacl::text, '') as "Definition" from schema
        union all
        select format('%s %s', case relkind when 'r' then 'table' when 'p' then 'table' when 'f' then 'foreign table' when 'v' then 'view' when 'm' then 'materialized view' else 'composite type' end, name),
            concat_ws(' ', relkind, relpersistence, reloptions, relacl, relrowsecurity, relforcerowsecurity, relreplident, pg_get_expr(relpartbound, oid), pg_get_partkeydef(oid),
                obj_description(oid, 'pg_class'), case when relkind in ('v', 'm') then pg_get_viewdef(oid) end)
        from relation where relkind in ('r', 'p', 'f', 'v', 'm', 'c')
        union all
        select format('column %s.%I', r.name, a.attname),
            concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid),
                nullif(a.attidentity, ''), nullif(a.attgenerated, ''), a.attstorage, nullif(a.attstattarget, -1), a.attoptions, a.attacl, nullif(a.attcollation, t.typcollation),
                col_description(r.oid, a.attnum))
        from relation r join pg_attribute a on a.attrelid = r.oid join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where r.relkind in ('r', 'p', 'f', 'v', 'm', 'c') and a.attnum > 0 and not a.attisdropped
        union all
        select format('constraint %I on %s', o.conname, r.name), concat_ws(' ', pg_get_constraintdef(o.oid), o.convalidated) from pg_constraint o join relation r on r.oid = o.conrelid
        union all
        select format('index %s', r.name), concat_ws(' ', pg_get_indexdef(i.indexrelid), case when not i.indisvalid then 'invalid' end, r.reloptions)
        from pg_index i join relation r on r.oid = i.indexrelid
        union all
        select format('trigger %I on %s', t.tgname, r.name), concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
        union all
        select format('rule %I on %s', u.rulename, r.name), pg_get_ruledef(u.oid) from pg_rewrite u join relation r on r.oid = u.ev_class where u.rulename <> '_RETURN'
        union all
        select format('policy %I on %s', p.polname, r.name),
            concat_ws(' ', p.polcmd, p.polpermissive, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        from pg_policy p join relation r on r.oid = p.polrelid
        union all
        select format('sequence %s', r.name), concat_ws(' ', q.seqtypid::regtype, q.seqstart, q.seqincrement, q.seqmax, q.seqmin, q.seqcache, q.seqcycle, r.relacl)
        from pg_sequence q join relation r on r.oid = q.seqrelid
        union all
        select format('routine %s.%I(%s)', s.nspname, f.proname, pg_get_function_identity_arguments(f.oid)),
            concat_ws(' ', case when f.prokind <> 'a' then pg_get_functiondef(f.oid) else 'aggregate' end, f.proacl, obj_description(f.oid, 'pg_proc'))
        from pg_proc f join schema s on s.oid = f.pronamespace
        union all
        select format('type %s', name),
            concat_ws(' ', typtype, (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid),
                case when typtype = 'd' then format_type(typbasetype, typtypmod) end, case when typnotnull then 'not null' end, typdefault,
                (select string_agg(pg_get_constraintdef(oid), ' ' order by conname) from pg_constraint where contypid = t.oid))
        from own_type t where typtype in ('e', 'd', 'r')
        union all
        select format('extension %I', extname), extversion from pg_extension
        """;
}
