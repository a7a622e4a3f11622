using BlueGreen.Testing.Conformance;
using BlueGreen.Traffic;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>One file; each that is opened has connections of its own, as another process has. Acknowledgements age by a clock that the test moves.</summary>
internal sealed class SqliteRegisterFixture : TrafficRegisterFixture
{
    private readonly DatabaseFolder _folder = new();
    private readonly MovedClock _clock = new();

    public override TimeSpan AcknowledgementLifetime => TimeSpan.FromSeconds(10);

    public override Task<ITrafficRegister> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<ITrafficRegister>(_folder.Register(clock: _clock));

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Move(time);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
