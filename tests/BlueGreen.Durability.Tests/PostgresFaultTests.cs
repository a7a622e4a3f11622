namespace BlueGreen.Durability.Tests;

public sealed class PostgresFaultTests(PostgresWorld world) : FaultTests(world.World), IClassFixture<PostgresWorld>;
