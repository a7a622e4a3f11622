namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>What a database is that BlueGreen made beside one that serves, or moved out of its place.</summary>
public enum CopyState
{
    /// <summary>A process restores a backup into it, or proves one with it.</summary>
    Restoring,

    /// <summary>The process that restored into it was killed. It is of no use, and is dropped by <see cref="PostgresBackups.SweepAsync"/> and with the next restore.</summary>
    Abandoned,

    /// <summary>It was restored and found equal to what was dumped. It stays until <see cref="PostgresBackups.DropAsync"/>, or takes the place of the database.</summary>
    Whole,

    /// <summary>It served until a copy took its place. BlueGreen never drops it.</summary>
    Former,
}
