using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What a copy has to have in common with the database whose place it could take, besides what is in it. Who granted a right does not count.</summary>
internal static class DatabaseTraits
{
    private const string Sql = """
        select t.name as "Name", t.value as "Value"
        from pg_database d, to_jsonb(d) j, lateral (values
            ('encoding', pg_encoding_to_char(d.encoding)::text), ('collation', d.datcollate::text), ('character type', d.datctype::text), ('locale provider', j->>'datlocprovider'),
            ('locale', coalesce(j->>'daticulocale', j->>'datlocale')), ('collation rules', j->>'daticurules'),
            ('tablespace', (select spcname::text from pg_tablespace s where s.oid = d.dattablespace)), ('owner', pg_get_userbyid(d.datdba)::text),
            ('rights', (select string_agg(distinct format('%s %s%s', case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end, a.privilege_type, case when a.is_grantable then ' with grant option' end), ', ')
                from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a)),
            ('connection limit', d.datconnlimit::text), ('template', d.datistemplate::text), ('connections', d.datallowconn::text),
            ('settings', (select string_agg(format('%s %s', case s.setrole when 0 then 'all' else pg_get_userbyid(s.setrole)::text end, c), ', ' order by s.setrole, c) from pg_db_role_setting s, unnest(s.setconfig) c where s.setdatabase = d.oid))
        ) t (name, value) where d.datname = @database
        """;

    /// <exception cref="ProviderException">The copy is another kind of database.</exception>
    public static async Task CompareAsync(NpgsqlConnection server, string database, string copy, CancellationToken cancellationToken)
    {
        var expected = await ReadAsync(server, database, cancellationToken).ConfigureAwait(false);
        var actual = await ReadAsync(server, copy, cancellationToken).ConfigureAwait(false);
        var differences = expected.Keys.Where(name => expected[name] != actual.GetValueOrDefault(name)).Select(name => $"{name} {actual.GetValueOrDefault(name) ?? "none"} instead of {expected[name] ?? "none"}").ToArray();
        if (differences.Length > 0)
        {
            throw ProviderException.Permanent(
                $"The copy of {database} was dropped, because it could not take its place: {string.Join("; ", differences)}. Restore with a role that may give these, such as a superuser, or change them at {database}.");
        }
    }

    private static async Task<Dictionary<string, string?>> ReadAsync(NpgsqlConnection server, string database, CancellationToken cancellationToken) =>
        (await server.QueryAsync<(string Name, string? Value)>(new(Sql, new { database }, cancellationToken: cancellationToken)).ConfigureAwait(false)).ToDictionary(trait => trait.Name, trait => trait.Value);
}
