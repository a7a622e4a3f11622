using BlueGreen.Artifacts;
using BlueGreen.Postgres.Artifacts;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests.Fixtures;

internal sealed class PostgresArtifactFixture : ArtifactStoreFixture
{
    private TestDatabase? _database;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken) => _database = await TestDatabase.CreateAsync();

    public override Task<IArtifactStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IArtifactStore>(new PostgresArtifactStore(_database!.Open()));

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
