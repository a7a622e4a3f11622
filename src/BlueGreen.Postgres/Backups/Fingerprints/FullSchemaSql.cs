namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>Reads what a dump holds besides what migrations make. Names bear their schemas as long as the search path is empty.</summary>
internal static class FullSchemaSql
{
    private const int FirstOfUsers = 16384;

    public static string Read { get; } = $"""
        with schema as (
            select oid, nspname, nspowner from pg_namespace where nspname not like 'pg\_%' and nspname <> 'information_schema'
        ), relation as (
            select c.*, format('%I.%I', s.nspname, relname) as name,
                case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' when 'c' then 'composite type' when 'S' then 'sequence' else 'table' end as kind
            from pg_class c join schema s on s.oid = c.relnamespace
            where relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S') and relpersistence <> 't' and {IsOfUser("pg_class", "c.oid")}
        )
        select 'made as' as "Kind", 'database' as "Name", null as "Table", array[
            'encoding', pg_encoding_to_char(d.encoding)::text, 'collation', datcollate::text, 'character type', datctype::text,
            'locale provider', case coalesce(j->>'datlocprovider', 'c') when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end, 'locale', coalesce(j->>'daticulocale', j->>'datlocale'), 'rules', j->>'daticurules'] as "Properties"
        from pg_database d, to_jsonb(d) j where datname = current_database()
        union all
        select 'owner of' as "Kind", kind || ' ' || name as "Name", null as "Table", array['role', pg_get_userbyid(relowner)::text] as "Properties" from relation
        union all
        select 'owner of', format('schema %I', nspname), null, array['role', pg_get_userbyid(nspowner)::text] from schema
        union all
        select 'owner of', format('routine %I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(f.oid)), null, array['role', pg_get_userbyid(proowner)::text]
        from pg_proc f join schema s on s.oid = pronamespace where {IsOfUser("pg_proc", "f.oid")}
            and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = f.oid and deptype = 'i')
        union all
        select 'owner of', format('type %I.%I', s.nspname, typname), null, array['role', pg_get_userbyid(typowner)::text]
        from pg_type t join schema s on s.oid = typnamespace where typtype in ('e', 'd', 'r') and {IsOfUser("pg_type", "t.oid")}
        union all
        select 'columns of', name, null, array[
            'order', string_agg(format('%I', attname), ', ' order by attnum),
            'compression', string_agg(format('%I %s', attname, case attcompression when 'p' then 'pglz' else 'lz4' end), ', ' order by attnum) filter (where attcompression in ('p', 'l'))]
        from relation r join pg_attribute on attrelid = r.oid and attnum > 0 and not attisdropped where relkind <> 'S' group by name
        union all
        select 'identity sequence', r.name, null, array[
            'start', seqstart::text, 'increment', seqincrement::text, 'minimum', seqmin::text, 'maximum', seqmax::text, 'cache', seqcache::text, 'cycle', case when seqcycle then 'on' end]
        from pg_sequence join relation r on r.oid = seqrelid where exists (select from pg_depend where classid = 'pg_class'::regclass and objid = seqrelid and deptype = 'i')
        union all
        select 'owned sequence', r.name, null, array['by', (select format('%s.%I', refobjid::regclass, attname) from pg_attribute where attrelid = refobjid and attnum = refobjsubid)]
        from relation r join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'a' and d.refobjsubid > 0 where relkind = 'S'
        union all
        select 'state of', format('materialized view %s', name), null, array['rows', 'none yet'] from relation where relkind = 'm' and not relispopulated
        union all
        select 'state of', format('index %s', i.indexrelid::regclass), null, array['clustered', case when indisclustered then 'yes' end, 'replica identity', case when indisreplident then 'yes' end]
        from pg_index i join relation r on r.oid = i.indrelid where indisclustered or indisreplident
        union all
        select 'state of', format('rule %I on %s', rulename, r.name), null, array['enabled', ev_enabled::text] from pg_rewrite w join relation r on r.oid = ev_class where ev_enabled <> 'O'
        union all
        select 'place of', format('extension %I', extname), null, array['schema', format('%I', nspname)] from pg_extension e join pg_namespace n on n.oid = extnamespace
        union all
        select 'collation', format('%I.%I', s.nspname, collname), null, array['definition', (to_jsonb(c) - array['oid', 'collname', 'collnamespace', 'collowner', 'collversion'])::text]
        from pg_collation c join schema s on s.oid = collnamespace where {IsOfUser("pg_collation", "c.oid")}
        union all
        select 'cast', format('%s as %s', castsource::regtype, casttarget::regtype), null, array['by', case castmethod when 'f' then castfunc::regprocedure::text else castmethod::text end, 'context', castcontext::text]
        from pg_cast c where c.oid >= {FirstOfUsers} and {IsOfUser("pg_cast", "c.oid")}
        union all
        select 'operator', o.oid::regoperator::text, null, array['function', oprcode::regprocedure::text, 'commutator', nullif(oprcom, 0)::regoperator::text, 'negator', nullif(oprnegate, 0)::regoperator::text,
            'estimators', nullif(concat_ws(', ', nullif(oprrest, 0)::regproc, nullif(oprjoin, 0)::regproc), ''), 'joins by', nullif(concat_ws(', ', case when oprcanhash then 'hash' end, case when oprcanmerge then 'merge' end), '')]
        from pg_operator o join schema s on s.oid = oprnamespace where {IsOfUser("pg_operator", "o.oid")}
        union all
        select 'operator class', format('%I.%I using %s', s.nspname, opcname, amname), null, array['type', opcintype::regtype::text, 'default', case when opcdefault then 'yes' end,
            'operators', (select string_agg(format('%s %s', amopstrategy, amopopr::regoperator), ', ' order by amopstrategy, amopopr::regoperator::text) from pg_amop where amopfamily = opcfamily),
            'functions', (select string_agg(format('%s %s', amprocnum, amproc), ', ' order by amprocnum, amproc::text) from pg_amproc where amprocfamily = opcfamily)]
        from pg_opclass c join schema s on s.oid = opcnamespace join pg_am a on a.oid = opcmethod where {IsOfUser("pg_opclass", "c.oid")}
        union all
        select 'event trigger', format('%I', evtname), null, array['event', evtevent::text, 'function', evtfoid::regprocedure::text, 'enabled', nullif(evtenabled::text, 'O'), 'tags', array_to_string(evttags, ', ')]
        from pg_event_trigger e where {IsOfUser("pg_event_trigger", "e.oid")}
        union all
        select 'publication', format('%I', pubname), null, array['definition', (to_jsonb(p) - array['oid', 'pubname', 'pubowner'])::text,
            'tables', (select string_agg(prrelid::regclass::text, ', ' order by prrelid::regclass::text) from pg_publication_rel where prpubid = p.oid)]
        from pg_publication p where {IsOfUser("pg_publication", "p.oid")}
        union all
        select 'language', format('%I', lanname), null, array['handler', nullif(lanplcallfoid, 0)::regprocedure::text, 'trusted', case when lanpltrusted then 'yes' end]
        from pg_language l where l.oid >= {FirstOfUsers} and {IsOfUser("pg_language", "l.oid")}
        union all
        select 'text search configuration', format('%I.%I', s.nspname, cfgname), null, array['mappings', (
            select string_agg(format('%s %s', maptokentype, mapdict::regdictionary), ', ' order by maptokentype, mapseqno) from pg_ts_config_map where mapcfg = c.oid)]
        from pg_ts_config c join schema s on s.oid = cfgnamespace where {IsOfUser("pg_ts_config", "c.oid")}
        union all
        select 'text search dictionary', format('%I.%I', s.nspname, dictname), null, array['template', (select tmplname::text from pg_ts_template t where t.oid = dicttemplate), 'options', dictinitoption]
        from pg_ts_dict d join schema s on s.oid = dictnamespace where {IsOfUser("pg_ts_dict", "d.oid")}
        union all
        select 'foreign server', format('%I', srvname), null, array['wrapper', fdwname::text, 'options', md5(array_to_string(array(select unnest(srvoptions) order by 1), ', '))]
        from pg_foreign_server v join pg_foreign_data_wrapper w on w.oid = srvfdw where {IsOfUser("pg_foreign_server", "v.oid")}
        union all
        select 'default privileges', format('of %I in %s for %s', pg_get_userbyid(defaclrole), coalesce((select format('%I', nspname) from pg_namespace n where n.oid = defaclnamespace), 'all schemas'), defaclobjtype), null,
            array['grants', array_to_string(array(select a::text from unnest(defaclacl) a order by 1), ', ')]
        from pg_default_acl
        union all
        select 'large objects of', format('%I', pg_get_userbyid(lomowner)), null, array['grants', string_agg(rights, '; ' order by rights)]
        from (
            select lomowner, format('%s with %s', count(*), coalesce(array_to_string(array(select a::text from unnest(lomacl) a order by 1), ', '), 'no grants')) as rights from pg_largeobject_metadata group by lomowner, lomacl
        ) lo group by lomowner
        """;

    private static string IsOfUser(string catalogue, string oid) => $"not exists (select from pg_depend where classid = '{catalogue}'::regclass and objid = {oid} and deptype = 'e')";
}
