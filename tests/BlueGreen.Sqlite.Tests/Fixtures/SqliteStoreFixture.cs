using BlueGreen.Journal;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>One file; each that is opened has connections of its own, as another process has. Leases run by a clock that the test moves.</summary>
internal sealed class SqliteStoreFixture : RolloutStoreFixture
{
    private readonly DatabaseFolder _folder = new();
    private readonly MovedClock _clock = new();

    public override Task<IRolloutStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IRolloutStore>(_folder.Store(clock: _clock));

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
