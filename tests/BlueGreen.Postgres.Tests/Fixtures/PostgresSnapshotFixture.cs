using BlueGreen.Postgres.Backups;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests.Fixtures;

internal sealed class PostgresSnapshotFixture : SnapshotFixture
{
    private TestDatabase? _database;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _database = await TestDatabase.CreateAsync();
        await _database.Cluster.ExecuteAsync("create table article as select generate_series(1, 1000) as id", _database.Name);
    }

    public override Task<ISnapshotProvider> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ISnapshotProvider>(new PostgresSnapshots(_database!.ConnectionString));

    public override async Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        await _database!.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections false");
        return new Undoing(() => _database.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections true"));
    }

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
