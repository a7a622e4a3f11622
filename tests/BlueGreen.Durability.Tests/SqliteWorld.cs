namespace BlueGreen.Durability.Tests;

/// <summary>The world of the tests that keep rollouts in SQLite: their rollouts follow each other in it.</summary>
public sealed class SqliteWorld : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.OpenAsync(Programs.TestHost);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
