namespace BlueGreen.Sqlite;

/// <summary>Where and how a machine's rollouts are kept. Read once, when a store is made.</summary>
public sealed class SqliteOptions
{
    /// <summary>The smallest <see cref="MaximumBytes"/>.</summary>
    public const long SmallestMaximum = 1 << 20;

    /// <summary>
    /// The database file, on a local disk: SQLite's locks do not hold on network file systems. Its folder has to exist; the file is made when it is first needed, for this user only (0600).
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>How often those who watch look for what other processes have written. What this process writes they see at once. Default: 200 ms; from 10 ms to 1 minute.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a call waits while another process writes; then it fails as transient. Default: 5 seconds; from 1 second to 1 minute.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after its last acknowledgement a router becomes silent. Default: 10 seconds, as in memory.</summary>
    public TimeSpan AcknowledgementLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How old an artifact may get, applied after each write of one; null for any age. Baselines, whose names begin with <c>baseline-</c>, are kept in any case. Default: 90 days.
    /// </summary>
    public TimeSpan? ArtifactMaximumAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How large the file may get, in bytes; writes that need more fail as on a full disk. At least 1 MiB; null for as large as the disk allows. Default: null.</summary>
    public long? MaximumBytes { get; set; }
}
