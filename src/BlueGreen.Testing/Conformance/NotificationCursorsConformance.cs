using BlueGreen.Notifications;
using BlueGreen.Testing.Conformance.Checks;

namespace BlueGreen.Testing.Conformance;

/// <summary>The kit for <see cref="INotificationCursors"/>.</summary>
public static class NotificationCursorsConformance
{
    private static readonly Contracts Contracts = new("notification-cursors", typeof(INotificationCursors));

    /// <summary>The suite of cursors.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <param name="open">Opens a new fixture; called for each check.</param>
    public static ConformanceSuite Suite<TProvider>(Func<NotificationCursorsFixture> open)
        where TProvider : INotificationCursors =>
        ConformanceSuite.Make(typeof(TProvider), Contracts, CursorChecks.All, open, (fixture, setting) => new CursorTrial(fixture, setting));
}
