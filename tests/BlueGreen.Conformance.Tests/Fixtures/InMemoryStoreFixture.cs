using BlueGreen.Journal;
using BlueGreen.Testing.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A store in memory that is a day old, or what is wrapped around it.</summary>
internal sealed class InMemoryStoreFixture : RolloutStoreFixture
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly InMemoryRolloutStore _store;
    private readonly Func<InMemoryRolloutStore, IRolloutStore>? _wrap;

    public InMemoryStoreFixture(Func<InMemoryRolloutStore, IRolloutStore>? wrap = null, TimeSpan? patience = null)
    {
        Patience = patience ?? base.Patience;
        _wrap = wrap;
        _store = new(_clock);
        _clock.Advance(TimeSpan.FromDays(1));
    }

    public override TimeSpan Patience { get; }

    public override Task<IRolloutStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_wrap?.Invoke(_store) ?? _store);

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
