namespace BlueGreen.Sqlite.Schema;

/// <summary>The scripts of all schema versions. One that was published is never changed; another is added. Times are in ticks of UTC, texts compared exactly.</summary>
internal static class SchemaScripts
{
    public const string First =
        """
        CREATE TABLE application (
            name           TEXT NOT NULL PRIMARY KEY,
            epoch          INTEGER NOT NULL,
            active         TEXT,
            lease_owner    TEXT,
            lease_expires  INTEGER,
            lease_duration INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE rollout (
            number      INTEGER PRIMARY KEY AUTOINCREMENT,
            id          TEXT NOT NULL UNIQUE,
            application TEXT NOT NULL,
            version     TEXT NOT NULL,
            kind        TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            standing    TEXT NOT NULL CHECK (standing IN ('Queued', 'Active', 'Closed')),
            outcome     TEXT,
            started_at  INTEGER NOT NULL,
            schema      INTEGER NOT NULL,
            signals     INTEGER NOT NULL
        ) STRICT;

        CREATE UNIQUE INDEX rollout_active ON rollout (application) WHERE standing = 'Active';
        CREATE INDEX rollout_newest ON rollout (started_at, number);
        CREATE INDEX rollout_queue ON rollout (application, number) WHERE standing = 'Queued';

        CREATE TABLE rollout_event (
            rollout  TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            event_id TEXT NOT NULL,
            epoch    INTEGER NOT NULL,
            at       INTEGER NOT NULL,
            event    TEXT NOT NULL,
            PRIMARY KEY (rollout, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE start_key (
            application TEXT NOT NULL,
            key         TEXT NOT NULL,
            rollout     TEXT NOT NULL,
            PRIMARY KEY (application, key)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX start_key_rollout ON start_key (rollout);

        CREATE TABLE inbox (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            rollout   TEXT NOT NULL,
            position  INTEGER NOT NULL,
            signal_id TEXT NOT NULL,
            signal    TEXT NOT NULL,
            UNIQUE (rollout, position),
            UNIQUE (rollout, signal_id)
        ) STRICT;

        CREATE TABLE traffic_split (
            application TEXT NOT NULL PRIMARY KEY,
            epoch       INTEGER NOT NULL,
            intent      INTEGER NOT NULL,
            entry       TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE router (
            application TEXT NOT NULL,
            name        TEXT NOT NULL,
            epoch       INTEGER,
            intent      INTEGER,
            at          INTEGER NOT NULL,
            valid_for   INTEGER,
            PRIMARY KEY (application, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE artifact (
            id         INTEGER PRIMARY KEY AUTOINCREMENT,
            owner      TEXT NOT NULL,
            name       TEXT NOT NULL,
            written_at INTEGER NOT NULL,
            is_whole   INTEGER NOT NULL
        ) STRICT;

        CREATE UNIQUE INDEX artifact_name ON artifact (owner, name) WHERE is_whole = 1;
        CREATE INDEX artifact_age ON artifact (written_at);

        CREATE TABLE artifact_chunk (
            artifact INTEGER NOT NULL,
            number   INTEGER NOT NULL,
            content  BLOB NOT NULL,
            UNIQUE (artifact, number)
        ) STRICT;

        CREATE TABLE notification_cursor (
            subscriber TEXT NOT NULL,
            rollout    TEXT NOT NULL,
            sequence   INTEGER NOT NULL,
            PRIMARY KEY (subscriber, rollout)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX notification_cursor_rollout ON notification_cursor (rollout);

        CREATE TABLE notification_lease (
            subscriber TEXT NOT NULL PRIMARY KEY,
            owner      TEXT NOT NULL,
            expires    INTEGER NOT NULL,
            duration   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;
}
