namespace BlueGreen.Postgres.Migrations;

/// <summary>The parts of a migration, in the order in which they run.</summary>
public enum PostgresMigrationPhase
{
    /// <summary>Adds what green needs and blue tolerates. Runs in a rollout's expand step.</summary>
    Expand,

    /// <summary>Fills what was added, in batches. Runs in a rollout's expand step.</summary>
    Backfill,

    /// <summary>Looks whether it is as it should be. Runs in a rollout's expand step.</summary>
    Verify,

    /// <summary>Removes what only blue needed. Runs in a rollout's contract step, and is not taken back.</summary>
    Contract,
}
