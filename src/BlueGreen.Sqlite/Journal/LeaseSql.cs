namespace BlueGreen.Sqlite.Journal;

/// <summary>Statements about leases.</summary>
internal static class LeaseSql
{
    /// <summary>After the clock was set back, a lease ends no later than it would if it were taken now.</summary>
    public const string Shorten = "UPDATE application SET lease_expires = $now + lease_duration WHERE lease_expires > $now + lease_duration";

    public const string Claim =
        """
        UPDATE application
        SET epoch = epoch + 1, lease_owner = $owner, lease_expires = $expires, lease_duration = $duration
        WHERE name IN (
            SELECT application.name
            FROM application JOIN rollout ON rollout.id = application.active
            WHERE (application.lease_expires IS NULL OR application.lease_expires <= $now)
              AND ($application IS NULL OR application.name = $application)
              AND rollout.schema <= $schema
              AND rollout.id NOT IN (SELECT value FROM json_each($except))
            ORDER BY rollout.number
            LIMIT $maximum)
        RETURNING active, name, epoch
        """;

    public const string Renew =
        """
        UPDATE application
        SET lease_expires = $expires, lease_duration = $duration
        WHERE name = $name AND epoch = $epoch AND lease_owner = $owner AND lease_expires > $now
        """;

    public const string Release =
        "UPDATE application SET lease_owner = NULL, lease_expires = NULL, lease_duration = NULL WHERE name = $name AND epoch = $epoch AND lease_owner IS NOT NULL";
}
