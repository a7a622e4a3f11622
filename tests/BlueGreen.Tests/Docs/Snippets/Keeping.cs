using BlueGreen;
using BlueGreen.Sqlite;
using BlueGreen.Sqlite.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public static class Keeping
{
    public static void SeveralHosts(IServiceCollection services, string connectionString)
    {
        // <snippet postgres-journal>
        services.AddBlueGreen();
        services.AddBlueGreenPostgresJournal(connectionString);
        // </snippet>
    }

    public static void OneMachine(IServiceCollection services)
    {
        // <snippet sqlite-host>
        services.AddBlueGreen();
        services.AddBlueGreenSqliteJournal("/var/lib/shop/rollouts.db");
        // </snippet>
    }

    public static async Task<RolloutResult> WithoutHostAsync(RolloutPlan plan, string version)
    {
        // <snippet sqlite-run>
        using var store = new SqliteRolloutStore(new SqliteOptions { Path = "/var/lib/shop/rollouts.db" });
        var result = await plan.RunAsync(new Release(version), new RunOptions
        {
            Store = store,
            Start = new() { Key = $"deploy-{version}" },   // the same key finds the same rollout
        });
        // </snippet>
        return result;
    }
}
