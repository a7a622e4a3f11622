namespace BlueGreen;

/// <summary>What a snapshot records.</summary>
public enum SnapshotKind
{
    /// <summary>The live deployment.</summary>
    Deployment,

    /// <summary>Environment variables.</summary>
    Variables,

    /// <summary>The database.</summary>
    Database,

    /// <summary>DNS records.</summary>
    Dns,
}
