using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What belongs to a database and is in no dump of it: owner, settings, rights, connection limit, and whether it is a template.</summary>
internal static class DatabaseTrimmings
{
    /// <summary>The statements that give another database those of the connection's own.</summary>
    public static async Task<ImmutableArray<string>> ReadAsync(NpgsqlConnection connection, string side, CancellationToken cancellationToken) => [.. await connection.QueryAsync<string>(new(
        """
        with live as (select * from pg_database where datname = current_database())
        select format('alter database %I owner to %I', @side, pg_get_userbyid(datdba)) from live
        union all select format('alter database %I connection limit %s', @side, datconnlimit) from live
        union all select format('alter database %I is_template true', @side) from live where datistemplate
        union all select format('revoke all on database %I from public', @side) from live where datacl is not null
        union all
        select format('grant %s on database %I to %s%s', a.privilege_type, @side, case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end, case when a.is_grantable then ' with grant option' else '' end)
        from live, aclexplode(datacl) a where a.grantee <> datdba
        union all
        select format('alter %s set %I to %s',
            case s.setrole when 0 then format('database %I', @side) else format('role %I in database %I', pg_get_userbyid(s.setrole), @side) end, split_part(c, '=', 1),
            case when split_part(c, '=', 1) in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries') then nullif(substr(c, strpos(c, '=') + 1), '') else quote_literal(substr(c, strpos(c, '=') + 1)) end)
        from live, pg_db_role_setting s, unnest(s.setconfig) c where s.setdatabase = live.oid
        """, new { side }, cancellationToken: cancellationToken)).ConfigureAwait(false)];
}
