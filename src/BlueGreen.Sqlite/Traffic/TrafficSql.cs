namespace BlueGreen.Sqlite.Traffic;

/// <summary>Statements about splits and routers.</summary>
internal static class TrafficSql
{
    public const string Read = "SELECT entry FROM traffic_split WHERE application = $application";

    public const string Write =
        """
        INSERT INTO traffic_split (application, epoch, intent, entry) VALUES ($application, $epoch, $intent, $entry)
        ON CONFLICT (application) DO UPDATE SET epoch = excluded.epoch, intent = excluded.intent, entry = excluded.entry
        WHERE (excluded.epoch, excluded.intent) >= (traffic_split.epoch, traffic_split.intent)
        """;

    public const string Acknowledge =
        """
        INSERT INTO router (application, name, epoch, intent, at, valid_for) VALUES ($application, $router, $epoch, $intent, $at, $validFor)
        ON CONFLICT (application, name) DO UPDATE SET epoch = excluded.epoch, intent = excluded.intent, at = excluded.at, valid_for = excluded.valid_for
        """;

    /// <summary>What is kept of routers that have stopped by their own word.</summary>
    public const string Forget = "DELETE FROM router WHERE at + valid_for < $now";

    public const string Withdraw = "DELETE FROM router WHERE application = $application AND name = $router";

    public const string Routers = "SELECT name, epoch, intent, at FROM router WHERE application = $application AND (valid_for IS NULL OR at + valid_for >= $now) ORDER BY name";
}
