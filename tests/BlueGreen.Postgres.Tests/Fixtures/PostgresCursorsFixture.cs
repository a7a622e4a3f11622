using BlueGreen.Notifications;
using BlueGreen.Postgres.Notifications;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Postgres.Tests.Fixtures;

internal sealed class PostgresCursorsFixture : NotificationCursorsFixture
{
    private TestDatabase? _database;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override async Task StartAsync(CancellationToken cancellationToken) => _database = await TestDatabase.CreateAsync();

    public override Task<INotificationCursors> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<INotificationCursors>(new PostgresNotificationCursors(_database!.Open()));

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
