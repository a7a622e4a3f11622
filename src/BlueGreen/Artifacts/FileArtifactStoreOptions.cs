namespace BlueGreen.Artifacts;

/// <summary>Settings of a <see cref="FileArtifactStore"/>. Read once, when the store is made.</summary>
public sealed class FileArtifactStoreOptions
{
    /// <summary>The folder. Made when it is first needed, for this user only. It must be reachable from every host that may drive; hosts may share it.</summary>
    public string Directory { get; set; } = "";

    /// <summary>What may go. Applied to an owner after each of its writes, and to all owners at most once an hour, on a write. Default: what is older than 90 days, except baselines.</summary>
    public ArtifactRetention Retention { get; set; } = new();

    /// <summary>
    /// Secrets that are replaced by <c>***</c> in artifacts that are declared as text (<see cref="ContentType.IsText"/>), besides those of the host's environment variables whose names say that they are secret.
    /// </summary>
    public IList<Secret> Secrets { get; } = [];
}
