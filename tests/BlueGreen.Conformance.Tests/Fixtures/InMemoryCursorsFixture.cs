using BlueGreen.Notifications;
using BlueGreen.Testing.Conformance;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Cursors in memory, or what is wrapped around them.</summary>
internal sealed class InMemoryCursorsFixture : NotificationCursorsFixture
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InMemoryNotificationCursors _cursors;
    private readonly Func<InMemoryNotificationCursors, INotificationCursors>? _wrap;

    public InMemoryCursorsFixture(Func<InMemoryNotificationCursors, INotificationCursors>? wrap = null)
    {
        _wrap = wrap;
        _cursors = new(_clock);
    }

    public override Task<INotificationCursors> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_wrap?.Invoke(_cursors) ?? _cursors);

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
