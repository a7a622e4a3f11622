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

    /// <summary>What a side cluster would be recovered from: journal and report then say the commands that come back to each point. Default: null, they say the settings of recovery.</summary>
    public IBaseBackup? BaseBackup { get; set; }

    /// <summary>The side cluster's folder in those commands. Default: <c>/var/lib/postgresql/side</c>.</summary>
    [Required(ErrorMessage = "SideFolder must name a folder, such as /var/lib/postgresql/side.")]
    public string SideFolder { get; set; } = "/var/lib/postgresql/side";

    /// <summary>The side cluster's port in those commands. Default: 5433.</summary>
    [Range(1, 65535, ErrorMessage = "SidePort must lie between 1 and 65535.")]
    public int SidePort { get; set; } = 5433;
}
