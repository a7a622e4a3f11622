namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>A database beside the one that serves, which BlueGreen made or moved out of its place.</summary>
/// <param name="Name">The database.</param>
/// <param name="State">What it is.</param>
/// <param name="Backup">The backup that it was restored from, or that took its place; null where a process was killed before it said so.</param>
public sealed record FoundCopy(string Name, CopyState State, string? Backup)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {State.ToString().ToLowerInvariant()}{(Backup is null ? "" : $", of {Backup}")}";
}
