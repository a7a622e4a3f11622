namespace BlueGreen.Postgres.Backups;

/// <summary>What a backup or a restore is at.</summary>
public enum BackupStage
{
    /// <summary>It waits for a migration to end.</summary>
    Waiting,

    /// <summary><c>pg_dump</c> reads the tables.</summary>
    Dumping,

    /// <summary>Rows are counted and hashed.</summary>
    Counting,

    /// <summary>The dump goes to the artifact store.</summary>
    Keeping,

    /// <summary>The dump is read from the artifact store.</summary>
    Fetching,

    /// <summary><c>pg_restore</c> writes a side database.</summary>
    Restoring,

    /// <summary>Rows of the side database are counted and compared.</summary>
    Comparing,
}
