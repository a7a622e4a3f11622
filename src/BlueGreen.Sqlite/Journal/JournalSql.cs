namespace BlueGreen.Sqlite.Journal;

/// <summary>Statements about applications, rollouts and their events.</summary>
internal static class JournalSql
{
    public const string AddApplication = "INSERT INTO application (name, epoch) VALUES ($name, $epoch) ON CONFLICT DO NOTHING";

    public const string Active = "SELECT active FROM application WHERE name = $name";

    public const string SetActive = "UPDATE application SET active = $active WHERE name = $name";

    public const string FindKey = "SELECT rollout FROM start_key WHERE application = $application AND key = $key";

    public const string AddKey = "INSERT INTO start_key (application, key, rollout) VALUES ($application, $key, $rollout)";

    public const string Exists = "SELECT number FROM rollout WHERE id = $id";

    public const string Standing = "SELECT standing FROM rollout WHERE id = $id";

    public const string SetStanding = "UPDATE rollout SET standing = $standing WHERE id = $id";

    public const string AddRollout =
        """
        INSERT INTO rollout (id, application, version, kind, fingerprint, standing, outcome, started_at, schema, signals)
        VALUES ($id, $application, $version, $kind, $fingerprint, $standing, $outcome, $started_at, $schema, 0)
        """;

    public const string AddEvent =
        "INSERT INTO rollout_event (rollout, sequence, event_id, epoch, at, event) VALUES ($rollout, $sequence, $event_id, $epoch, $at, $event)";

    public const string Read = "SELECT sequence, event_id, epoch, at, event FROM rollout_event WHERE rollout = $rollout AND sequence > $after ORDER BY sequence";

    /// <summary>
    /// Adds an event where epoch and head are as the writer expects and, where it closes the rollout, no signal waits. A clock that was set back stands still. No other row says how far a
    /// rollout is.
    /// </summary>
    public const string Append =
        """
        INSERT INTO rollout_event (rollout, sequence, event_id, epoch, at, event)
        SELECT rollout.id, $head + 1, $event_id, $epoch, max(last.at, $now), $event
        FROM rollout
            JOIN application ON application.name = rollout.application
            JOIN rollout_event AS last ON last.rollout = rollout.id AND last.sequence = $head
        WHERE rollout.id = $id AND application.epoch = $epoch AND application.active = $id AND ($closes = 0 OR rollout.signals <= $position)
        ON CONFLICT DO NOTHING
        RETURNING at
        """;

    public const string Change = "UPDATE rollout SET schema = max(schema, $schema), outcome = $outcome WHERE id = $id AND (schema < $schema OR outcome IS NOT $outcome)";

    public const string Close = "UPDATE rollout SET standing = 'Closed' WHERE id = $id RETURNING application";

    public const string Position =
        """
        SELECT application.epoch, application.active IS rollout.id, last.sequence, last.at
        FROM rollout
            JOIN application ON application.name = rollout.application
            JOIN rollout_event AS last ON last.rollout = rollout.id
        WHERE rollout.id = $id
        ORDER BY last.sequence DESC
        LIMIT 1
        """;

    public const string ActivateNext =
        """
        UPDATE application
        SET lease_owner = NULL,
            lease_expires = NULL,
            lease_duration = NULL,
            active = (SELECT id FROM rollout WHERE application = $name AND standing = 'Queued' ORDER BY number LIMIT 1)
        WHERE name = $name
        RETURNING active
        """;

    public const string List =
        """
        SELECT id, application, version, kind, fingerprint, standing, outcome, started_at,
            (SELECT at FROM rollout_event WHERE rollout = id ORDER BY sequence DESC LIMIT 1)
        FROM rollout
        WHERE ($application IS NULL OR application = $application)
          AND ($rollout IS NULL OR id = $rollout)
          AND ($open_only = 0 OR standing <> 'Closed')
          AND ($before IS NULL OR (started_at, number) < (SELECT started_at, number FROM rollout WHERE id = $before))
        ORDER BY started_at DESC, number DESC
        LIMIT $maximum
        """;
}
