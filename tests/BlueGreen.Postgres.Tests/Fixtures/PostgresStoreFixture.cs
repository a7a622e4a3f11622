using BlueGreen.Journal;
using BlueGreen.Postgres.Journal;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests.Fixtures;

internal sealed class PostgresStoreFixture : RolloutStoreFixture
{
    private TestDatabase? _database;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken) => _database = await TestDatabase.CreateAsync();

    public override Task<IRolloutStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IRolloutStore>(new PostgresRolloutStore(_database!.Open()));

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
