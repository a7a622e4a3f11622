using BlueGreen.Events;
using BlueGreen.Notifications;

namespace BlueGreen.Reporting.Tests.Notifications;

internal static class Sample
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Notification Of(RolloutEvent rolloutEvent, long sequence = 7) => new()
    {
        Id = $"r1.{sequence}",
        Rollout = new("r1"),
        Sequence = sequence,
        At = Start.AddMinutes(1),
        Application = "shop",
        Release = new("2"),
        Kind = RolloutKind.Forward,
        StartedAt = Start,
        Importance = rolloutEvent.GetImportance(),
        Text = rolloutEvent.Describe(),
        Event = rolloutEvent,
    };
}
