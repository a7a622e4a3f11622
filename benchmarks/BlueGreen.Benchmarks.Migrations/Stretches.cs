using Npgsql;

namespace BlueGreen.Benchmarks.Migrations;

/// <summary>
/// How long migrations took, by the server's own commit timestamps: alike for every migrator, and in stretches so short that some of them are not disturbed by others on the machine.
/// </summary>
internal static class Stretches
{
    private const int Tables = 20;
    private const int MigrationsPerTable = 5;

    /// <summary>Milliseconds per migration of each stretch of 100.</summary>
    public static async Task<IReadOnlyList<double>> ReadAsync(string database)
    {
        var commits = await CommitsAsync(database);
        return [.. commits.Skip(Tables).Zip(commits, (end, begin) => (end - begin) / (Tables * MigrationsPerTable))];
    }

    /// <summary>When each table was created, in milliseconds: its type's row is written once, its own row again by later migrations.</summary>
    private static async Task<List<double>> CommitsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select extract(epoch from pg_xact_commit_timestamp(t.xmin))::double precision * 1000
            from pg_class c join pg_type t on t.oid = c.reltype
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname ~ '^t\d+$' order by substr(c.relname, 2)::int
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<double>();
        while (await reader.ReadAsync())
        {
            all.Add(reader.GetDouble(0));
        }

        return all;
    }
}
