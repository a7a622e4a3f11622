using Npgsql;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>The floor: the scripts, one after another on one connection, each in a transaction of its own that the server makes. Nothing is written down.</summary>
internal sealed class Floor : IMigrator
{
    public string Name => "raw Npgsql, no journal";

    public async Task MigrateAsync(string connectionString, Scripts scripts)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var text in scripts.Texts)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
