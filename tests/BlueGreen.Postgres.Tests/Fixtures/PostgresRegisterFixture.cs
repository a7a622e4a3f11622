using BlueGreen.Postgres.Traffic;
using BlueGreen.Testing.Conformance;
using BlueGreen.Traffic;

namespace BlueGreen.Postgres.Tests.Fixtures;

internal sealed class PostgresRegisterFixture : TrafficRegisterFixture
{
    private TestDatabase? _database;

    public override TimeSpan Patience => TimeSpan.FromMinutes(1);

    public override TimeSpan AcknowledgementLifetime => TimeSpan.FromSeconds(3);

    public override async Task StartAsync(CancellationToken cancellationToken) => _database = await TestDatabase.CreateAsync();

    public override Task<ITrafficRegister> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ITrafficRegister>(new PostgresTrafficRegister(_database!.Open(new() { AcknowledgementLifetime = AcknowledgementLifetime })));

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
