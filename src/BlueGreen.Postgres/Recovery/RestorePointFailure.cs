namespace BlueGreen.Postgres.Recovery;

/// <summary>What a plan does when a restore point cannot be set, or is not archived in time.</summary>
public enum RestorePointFailure
{
    /// <summary>The stage does not begin: the step fails and the rollout turns back; after the point of no return it freezes until the archiver is mended and somebody resumes it.</summary>
    FailStage,

    /// <summary>The rollout goes on, with a warning in journal and report.</summary>
    Warn,
}
