using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Postgres.Recovery;

/// <summary>Settings of restore points.</summary>
public sealed class PostgresRecoveryOptions
{
    /// <summary>How long the archiver may take for a restore point's file. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "ArchivePatience must lie between 10 ms and 1 hour.")]
    public TimeSpan ArchivePatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often to look whether it is archived. Default: 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "LookAgain must lie between 10 ms and 1 minute.")]
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromMilliseconds(100);
}
