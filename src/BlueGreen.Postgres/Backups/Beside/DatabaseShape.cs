using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What a database is made with, and what has to be the same where its rows sort and read the same.</summary>
/// <param name="Clause">The rest of <c>create database</c>.</param>
internal sealed record DatabaseShape(string Clause)
{
    /// <summary>That of the connection's database. Names of columns differ between versions.</summary>
    public static async Task<DatabaseShape> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => new(await connection.QuerySingleAsync<string>(new(
        """
        select format('template template0 encoding %L lc_collate %L lc_ctype %L', pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
            || case j->>'datlocprovider' when 'i' then format(' locale_provider icu icu_locale %L', coalesce(j->>'daticulocale', j->>'datlocale')) else '' end
        from pg_database d, to_jsonb(d) j where d.datname = current_database()
        """, cancellationToken: cancellationToken)).ConfigureAwait(false));
}
