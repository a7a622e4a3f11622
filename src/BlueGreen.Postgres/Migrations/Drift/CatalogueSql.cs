namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Reads everything that migrations make, as names and what is said of them. Takes <c>@journal</c>, the schema that is left out, <c>@grants</c> and <c>@comments</c>.</summary>
internal static class CatalogueSql
{
    public static string Read { get; } = $"""
        with schema as (
            select oid, nspname, nspacl, nspowner from pg_namespace
            where nspname not like 'pg\_%' and nspname <> 'information_schema' and nspname <> @journal
        ), relation as (
            select c.oid, relkind, relpersistence, reloptions, relacl, relowner, relrowsecurity, relforcerowsecurity, relreplident, relpartbound, relispartition,
                format('%I.%I', s.nspname, relname) as name
            from pg_class c join schema s on s.oid = c.relnamespace
            where relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S') and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
        ), own_table as (
            select * from relation where relkind <> 'S'
        ), own_type as (
            select t.*, format('%I.%I', s.nspname, t.typname) as name from pg_type t join schema s on s.oid = t.typnamespace
            where typtype in ('e', 'd', 'r') and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype = 'e')
        )
        select 'schema' as "Kind", format('%I', nspname) as "Name", null as "Table", array[
            'grants', {Grants("nspacl", "n", "nspowner")}, 'comment', case when @comments then obj_description(oid, 'pg_namespace') end] as "Properties"
        from schema
        union all
        select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' when 'c' then 'composite type' else 'table' end, name, null, array[
            'persistence', case relpersistence when 'u' then 'unlogged' end,
            'partitioned by', case relkind when 'p' then pg_get_partkeydef(r.oid) end,
            'partition of', case when relispartition then (select inhparent::regclass::text from pg_inherits where inhrelid = r.oid) end,
            'bounds', pg_get_expr(relpartbound, r.oid),
            'inherits', case when not relispartition and relkind in ('r', 'f') then (select string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = r.oid) end,
            'options', array_to_string(array(select unnest(reloptions) order by 1), ', '),
            'row security', case when relforcerowsecurity then case when relrowsecurity then 'forced' else 'forced, but off' end when relrowsecurity then 'on' end,
            'replica identity', case when relkind in ('r', 'p') then case relreplident when 'n' then 'nothing' when 'f' then 'full' when 'i' then 'index' end end,
            'definition', case when relkind in ('v', 'm') then pg_get_viewdef(r.oid) end,
            'grants', {Grants("relacl", "r", "relowner")}, 'comment', case when @comments then obj_description(r.oid, 'pg_class') end]
        from own_table r
        union all
        select 'column', format('%I', attname), r.name, array[
            'type', format_type(atttypid, atttypmod),
            'nullable', case when attnotnull then 'no' end,
            'default', case when attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
            'generated', case when attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
            'identity', case attidentity when 'a' then 'always' when 'd' then 'by default' end,
            'collation', case when attcollation <> typcollation then attcollation::regcollation::text end,
            'storage', case when attstorage <> typstorage then case attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
            'statistics', case when attstattarget >= 0 then attstattarget::text end,
            'options', array_to_string(attoptions, ', '),
            'grants', {Grants("attacl", "c", "relowner")}, 'comment', case when @comments then col_description(r.oid, attnum) end]
        from own_table r join pg_attribute a on attrelid = r.oid join pg_type t on t.oid = atttypid left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum
        where attnum > 0 and not attisdropped
        union all
        select 'constraint', format('%I', conname), r.name, array['definition', pg_get_constraintdef(o.oid), 'comment', case when @comments then obj_description(o.oid, 'pg_constraint') end]
        from pg_constraint o join own_table r on r.oid = conrelid where contype not in ('n', 't')
        union all
        select 'index', format('%I', c.relname), r.name, array[
            'definition', pg_get_indexdef(i.indexrelid), 'valid', case when not indisvalid then 'no' end, 'comment', case when @comments then obj_description(c.oid, 'pg_class') end]
        from pg_index i join own_table r on r.oid = i.indrelid join pg_class c on c.oid = i.indexrelid
        where not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = i.indexrelid and refclassid = 'pg_constraint'::regclass and deptype = 'i')
        union all
        select 'trigger', format('%I', tgname), r.name, array[
            'definition', pg_get_triggerdef(t.oid), 'enabled', case tgenabled when 'D' then 'no' when 'R' then 'on replicas' when 'A' then 'always' end,
            'comment', case when @comments then obj_description(t.oid, 'pg_trigger') end]
        from pg_trigger t join own_table r on r.oid = tgrelid where not tgisinternal
        union all
        select 'rule', format('%I', rulename), r.name, array['definition', pg_get_ruledef(u.oid)] from pg_rewrite u join own_table r on r.oid = ev_class where rulename <> '_RETURN'
        union all
        select 'policy', format('%I', polname), r.name, array[
            'command', case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end, 'kind', case when polpermissive then 'permissive' else 'restrictive' end,
            'using', pg_get_expr(polqual, polrelid), 'check', pg_get_expr(polwithcheck, polrelid),
            'roles', case when @grants then array_to_string(array(select case role when 0 then 'public' else role::regrole::text end from unnest(polroles) role order by 1), ', ') end]
        from pg_policy join own_table r on r.oid = polrelid
        union all
        select 'statistics', format('%I', stxname), r.name, array['definition', pg_get_statisticsobjdef(s.oid)] from pg_statistic_ext s join own_table r on r.oid = stxrelid
        union all
        select 'sequence', r.name, null, array[
            'type', format_type(seqtypid, null), 'start', seqstart::text, 'increment', seqincrement::text, 'minimum', seqmin::text, 'maximum', seqmax::text, 'cache', seqcache::text,
            'cycle', case when seqcycle then 'on' end, 'grants', {Grants("relacl", "s", "relowner")}, 'comment', case when @comments then obj_description(r.oid, 'pg_class') end]
        from pg_sequence join relation r on r.oid = seqrelid where not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = seqrelid and deptype = 'i')
        union all
        select case prokind when 'a' then 'aggregate' else 'routine' end, format('%I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(f.oid)), null, array[
            'definition', case when prokind <> 'a' then pg_get_functiondef(f.oid) else pg_get_function_result(f.oid) end,
            'grants', {Grants("proacl", "f", "proowner")}, 'comment', case when @comments then obj_description(f.oid, 'pg_proc') end]
        from pg_proc f join schema s on s.oid = pronamespace where not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = f.oid and deptype in ('e', 'i'))
        union all
        select case typtype when 'e' then 'enum' when 'd' then 'domain' else 'range' end, name, null, array[
            'values', (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid),
            'type', case when typtype = 'd' then format_type(typbasetype, typtypmod) end,
            'over', (select format_type(rngsubtype, null) from pg_range where rngtypid = t.oid),
            'nullable', case when typnotnull then 'no' end,
            'default', pg_get_expr(typdefaultbin, 'pg_type'::regclass),
            'constraints', (select string_agg(format('%I %s', conname, pg_get_constraintdef(oid)), ', ' order by conname) from pg_constraint where contypid = t.oid and contype <> 'n'),
            'grants', {Grants("typacl", "T", "typowner")}, 'comment', case when @comments then obj_description(t.oid, 'pg_type') end]
        from own_type t
        union all
        select 'extension', format('%I', extname), null, array['version', extversion] from pg_extension
        """;

    /// <summary>The rights of all roles but the owner, whether they were granted or are the server's own.</summary>
    private static string Grants(string rights, string kind, string owner) => $"""
        case when @grants then (
            select string_agg(format('%s: %s', who, what), '; ' order by who) from (
                select case grantee when 0 then 'public' else grantee::regrole::text end as who,
                    string_agg(lower(privilege_type) || case when is_grantable then ' with grant option' else '' end, ', ' order by privilege_type) as what
                from aclexplode(coalesce({rights}, acldefault('{kind}', {owner}))) where grantee <> {owner} group by grantee
            ) held) end
        """;
}
