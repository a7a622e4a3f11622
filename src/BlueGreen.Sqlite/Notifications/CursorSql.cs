namespace BlueGreen.Sqlite.Notifications;

/// <summary>Statements about cursors and who moves them.</summary>
internal static class CursorSql
{
    /// <summary>A claim that a clock which was set back would prolong has expired.</summary>
    public const string Claim =
        """
        INSERT INTO notification_lease (subscriber, owner, expires, duration) VALUES ($subscriber, $owner, $now + $duration, $duration)
        ON CONFLICT (subscriber) DO UPDATE SET owner = excluded.owner, expires = excluded.expires, duration = excluded.duration
        WHERE owner = excluded.owner OR expires <= $now OR expires > $now + duration
        """;

    public const string Release = "DELETE FROM notification_lease WHERE subscriber = $subscriber AND owner = $owner";

    public const string Read = "SELECT sequence FROM notification_cursor WHERE subscriber = $subscriber AND rollout = $rollout";

    public const string Write =
        """
        INSERT INTO notification_cursor (subscriber, rollout, sequence) VALUES ($subscriber, $rollout, $sequence)
        ON CONFLICT (subscriber, rollout) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > sequence
        """;
}
