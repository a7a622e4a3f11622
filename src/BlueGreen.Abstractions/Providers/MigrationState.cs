namespace BlueGreen;

/// <summary>How far a migration is.</summary>
public enum MigrationState
{
    /// <summary>To be run.</summary>
    Pending,

    /// <summary>Being run now: its session is alive in the database.</summary>
    Running,

    /// <summary>Begun, not finished, and nobody is at it.</summary>
    Interrupted,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Done.</summary>
    Applied,
}
