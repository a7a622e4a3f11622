namespace BlueGreen.Postgres.Backups;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Detail">The table or the file; empty where a stage begins.</param>
/// <param name="Done">How many tables or files of the stage were begun, this one included.</param>
/// <param name="Total">How many there are; 0 where that is not known.</param>
public readonly record struct BackupProgress(BackupStage Stage, string Detail, int Done, int Total)
{
    /// <inheritdoc/>
    public override string ToString() => Detail.Length == 0 ? Stage.ToString() : $"{Stage} {Detail} ({Done} of {Total})";
}
