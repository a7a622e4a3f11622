namespace BlueGreen;

/// <summary>A snapshot to take before anything is changed.</summary>
/// <param name="Kind">What is recorded.</param>
/// <param name="Verify">Whether it is proven by restoring it beside the original.</param>
public sealed record Snapshot(SnapshotKind Kind, bool Verify)
{
    /// <summary>The live deployment.</summary>
    public static Snapshot Deployment { get; } = new(SnapshotKind.Deployment, false);

    /// <summary>Environment variables. Secrets that cannot be read back are recorded by name as unrecoverable.</summary>
    public static Snapshot Variables { get; } = new(SnapshotKind.Variables, false);

    /// <summary>DNS records.</summary>
    public static Snapshot Dns { get; } = new(SnapshotKind.Dns, false);

    /// <summary>The database.</summary>
    /// <param name="verify">Whether to prove the backup by restoring it into a side database. Default: yes.</param>
    public static Snapshot Database(bool verify = true) => new(SnapshotKind.Database, verify);

    /// <inheritdoc/>
    public override string ToString() => Verify ? $"{Kind} (verified by restoring)" : Kind.ToString();
}
