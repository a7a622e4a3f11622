namespace BlueGreen.Sqlite.Journal;

/// <summary>Statements about applications, rollouts and their events.</summary>
internal static class JournalSql
{
    private const string Forward = "head = head + 1, updated_at = max(updated_at, $now), schema = max(schema, $schema), outcome = $outcome";

    private const string Expected =
        "id = $id AND head = $head AND EXISTS (SELECT 1 FROM application WHERE name = rollout.application AND epoch = $epoch AND active = $id)";

    private const string Answer = "RETURNING application, updated_at";

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
        INSERT INTO rollout (id, application, version, kind, fingerprint, standing, outcome, started_at, updated_at, head, schema, signals)
        VALUES ($id, $application, $version, $kind, $fingerprint, $standing, $outcome, $started_at, $updated_at, $head, $schema, 0)
        """;

    public const string AddEvent =
        "INSERT INTO rollout_event (rollout, sequence, event_id, epoch, at, event) VALUES ($rollout, $sequence, $event_id, $epoch, $at, $event)";

    public const string Read = "SELECT sequence, event_id, epoch, at, event FROM rollout_event WHERE rollout = $rollout AND sequence > $after ORDER BY sequence";

    /// <summary>Moves a head on if epoch and head are as the writer expects. A clock that was set back stands still.</summary>
    public const string Advance = $"UPDATE rollout SET {Forward} WHERE {Expected} {Answer}";

    /// <summary>The same, if no signal waits either. A statement of its own: one that names a rollout's standing writes the indexes over it anew.</summary>
    public const string Close = $"UPDATE rollout SET {Forward}, standing = 'Closed' WHERE {Expected} AND signals <= $position {Answer}";

    public const string Position =
        """
        SELECT application.epoch, application.active IS rollout.id, rollout.head, rollout.updated_at
        FROM rollout JOIN application ON application.name = rollout.application
        WHERE rollout.id = $id
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
        SELECT id, application, version, kind, fingerprint, standing, outcome, started_at, updated_at
        FROM rollout
        WHERE ($application IS NULL OR application = $application)
          AND ($rollout IS NULL OR id = $rollout)
          AND ($open_only = 0 OR standing <> 'Closed')
          AND ($before IS NULL OR (started_at, number) < (SELECT started_at, number FROM rollout WHERE id = $before))
        ORDER BY started_at DESC, number DESC
        LIMIT $maximum
        """;
}
