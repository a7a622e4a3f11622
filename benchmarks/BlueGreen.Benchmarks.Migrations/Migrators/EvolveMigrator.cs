using EvolveDb.Configuration;
using Npgsql;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>Evolve with its defaults: a transaction for each script and its journal row, under an advisory lock, with checksums.</summary>
internal sealed class EvolveMigrator : IMigrator
{
    public string Name => "Evolve, commit each";

    public async Task MigrateAsync(string connectionString, Scripts scripts)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var evolve = new EvolveDb.Evolve(connection) { Locations = [scripts.Versioned], IsEraseDisabled = true, TransactionMode = TransactionKind.CommitEach };
        evolve.Migrate();
    }
}
