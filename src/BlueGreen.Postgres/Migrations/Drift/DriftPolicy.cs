namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>What a run does when somebody else changed the schema since the last one.</summary>
public enum DriftPolicy
{
    /// <summary>It goes on, and says so in its report and the log, each time until the change is accepted or undone.</summary>
    Report,

    /// <summary>It does not begin.</summary>
    Refuse,

    /// <summary>It does not look, and keeps no state to compare with.</summary>
    Ignore,
}
