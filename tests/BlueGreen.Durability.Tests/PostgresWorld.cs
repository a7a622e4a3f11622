using BlueGreen.PostgresServer;

namespace BlueGreen.Durability.Tests;

/// <summary>The world of the tests that keep rollouts in PostgreSQL: their rollouts follow each other in it.</summary>
public sealed class PostgresWorld : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.OpenAsync(Programs.TestHost, await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync());

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
