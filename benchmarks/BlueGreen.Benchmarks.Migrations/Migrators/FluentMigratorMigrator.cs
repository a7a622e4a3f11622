using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>FluentMigrator with its defaults: a transaction for each migration and its journal row. It takes no lock and keeps no checksum. Its migrations are objects, so nothing is read from disk.</summary>
internal sealed class FluentMigratorMigrator : IMigrator
{
    public string Name => "FluentMigrator";

    public async Task MigrateAsync(string connectionString, Scripts scripts)
    {
        var services = new ServiceCollection();
        services.AddFluentMigratorCore().ConfigureRunner(runner => runner.AddPostgres().WithGlobalConnectionString(connectionString));
        services.AddScoped<IMigrationInformationLoader>(_ => new ScriptLoader(scripts));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<FluentMigrator.Runner.IMigrationRunner>().MigrateUp();
    }
}
