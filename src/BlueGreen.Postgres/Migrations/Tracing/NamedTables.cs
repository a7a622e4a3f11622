using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Finds the tables that a statement names, and those of the indexes that it names.</summary>
internal static class NamedTables
{
    public static async Task<ImmutableArray<string>> ReadAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var names = Names(new(statement)).Distinct(StringComparer.Ordinal).ToArray();
        var tables = await connection.QueryAsync<string>(new(
            """
            select distinct t.oid::regclass::text
            from unnest(@names) n(name) join pg_class c on c.oid = to_regclass(n.name) left join pg_index i on i.indexrelid = c.oid join pg_class t on t.oid = coalesce(i.indrelid, c.oid)
            where t.oid >= 16384 and t.relkind in ('r', 'p')
            """,
            new { names }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. tables];
    }

    private static IEnumerable<string> Names(StatementWords words)
    {
        while (!words.IsAtEnd)
        {
            if (words.TakeName() is not { } name)
            {
                words.Skip();
            }
            else if (name.Split('.').Length <= 2)
            {
                yield return name;
            }
        }
    }
}
