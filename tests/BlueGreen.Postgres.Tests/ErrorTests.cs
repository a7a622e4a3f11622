using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests;

/// <summary>Failures name database and remedy, never the password, and say whether waiting helps.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task A_wrong_password_is_permanent() =>
        await FailsAsync((await PostgresCluster.SharedAsync()).ConnectionString(password: "wrong-secret"), isTransient: false, "28P01", "Correct the connection string");

    [Fact]
    public async Task An_unknown_database_is_permanent() =>
        await FailsAsync((await PostgresCluster.SharedAsync()).ConnectionString("nowhere"), isTransient: false, "3D000", "'nowhere'");

    [Fact]
    public async Task A_port_where_nobody_listens_is_transient() =>
        await FailsAsync((await PostgresCluster.SharedAsync()).ConnectionString(port: 1), isTransient: true, "127.0.0.1:1", "ConnectionRefused");

    [Fact]
    public async Task An_unknown_host_is_transient() =>
        await FailsAsync("Host=nowhere.invalid;Database=shop;Username=ann;Password=swordfish", isTransient: true, "'shop' on nowhere.invalid:5432");

    [Fact]
    public async Task A_read_only_database_is_transient_and_names_the_primary()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Open().EnsureSchemaAsync(TestContext.Current.CancellationToken);
        await FailsAsync($"{database.ConnectionString};Options=-c default_transaction_read_only=on", isTransient: true, "25006", "Target Session Attributes=primary");
    }

    [Fact]
    public async Task Too_many_connections_are_transient()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Cluster.ExecuteAsync($"create role crowded login password 'swordfish' connection limit 0; grant create on database {database.Name} to crowded");
        await FailsAsync(database.Cluster.ConnectionString(database.Name, "crowded"), isTransient: true, "53300", "max_connections");
    }

    private static async Task FailsAsync(string connectionString, bool isTransient, params string[] fragments)
    {
        await using var database = new PostgresDatabase(connectionString);
        var store = new PostgresRolloutStore(database);
        var failure = await Assert.ThrowsAsync<ProviderException>(() => store.StartAsync(Rollouts.Start("first"), TestContext.Current.CancellationToken));
        Assert.Equal(isTransient, failure.IsTransient);
        Assert.All(fragments, fragment => Assert.Contains(fragment, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("swordfish", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
    }
}
