using DbUp;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>DbUp with a transaction for each script and its journal row. It takes no lock and keeps no checksum.</summary>
internal sealed class DbUpMigrator : IMigrator
{
    public string Name => "DbUp, transaction per script";

    public Task MigrateAsync(string connectionString, Scripts scripts)
    {
        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsFromFileSystem(scripts.Plain)
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        return result.Successful ? Task.CompletedTask : Task.FromException(result.Error);
    }
}
