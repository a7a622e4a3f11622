using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What a database is made with, and what has to be the same where its rows sort and read the same.</summary>
/// <param name="Clause">The rest of <c>create database</c>.</param>
/// <param name="Tablespace">Its tablespace, on its own server; empty where that is the usual one, which needs no right.</param>
internal sealed record DatabaseShape(string Clause, string Tablespace)
{
    /// <summary>That of the connection's database. Names of columns differ between versions; a provider that is not named would be the template's.</summary>
    public static Task<DatabaseShape> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QuerySingleAsync<DatabaseShape>(new(
        """
        select format('template template0 encoding %L lc_collate %L lc_ctype %L', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
            || case j->>'datlocprovider'
                when 'c' then ' locale_provider libc'
                when 'i' then format(' locale_provider icu icu_locale %L', coalesce(j->>'daticulocale', j->>'datlocale')) || case when j->>'daticurules' <> '' then format(' icu_rules %L', j->>'daticurules') else '' end
                when 'b' then format(' locale_provider builtin builtin_locale %L', j->>'datlocale')
                else '' end as "Clause",
            case when d.dattablespace <> t.dattablespace then (select format(' tablespace %I', spcname) from pg_tablespace s where s.oid = d.dattablespace) else '' end as "Tablespace"
        from pg_database d, to_jsonb(d) j, pg_database t where d.datname = current_database() and t.datname = 'template0'
        """, cancellationToken: cancellationToken));
}
