namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>A whole backup in a database of its own, beside the one that serves, found equal to what was dumped.</summary>
/// <param name="Name">The side database.</param>
/// <param name="Backup">What it was restored from.</param>
public sealed record RestoredCopy(string Name, DatabaseBackup Backup)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}, from {Backup}";
}
