using System.ComponentModel.DataAnnotations;
using BlueGreen.Postgres.Schema;

namespace BlueGreen.Postgres.Backups;

/// <summary>Settings of backups. Read when a backup is taken or restored.</summary>
public sealed class PostgresBackupOptions
{
    /// <summary>The folder of <c>pg_dump</c> and <c>pg_restore</c>, of the server's major version. Default: null, where packages put those of that version, then where the system finds them.</summary>
    public string? ProgramFolder { get; set; }

    /// <summary>Where dumps lie while they are taken and restored; of each, a folder that nobody else may read and that is removed. Default: null, the system's folder for temporary files.</summary>
    public string? WorkFolder { get; set; }

    /// <summary>How many tables are dumped and restored at a time. One big table is not divided. Default: 2.</summary>
    [Range(1, 64, ErrorMessage = "Jobs must lie between 1 and 64.")]
    public int Jobs { get; set; } = 2;

    /// <summary>How many backups of the database an owner keeps: after one is taken, older ones are deleted. Default: 10.</summary>
    [Range(1, 10_000, ErrorMessage = "Keep must lie between 1 and 10,000.")]
    public int Keep { get; set; } = 10;

    /// <summary>How long to wait while a migration runs, before the dump begins. While it runs, migrations wait in turn. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "WaitForMigrations must lie between 0 and 1 day.")]
    public TimeSpan WaitForMigrations { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for tables that somebody else's schema change holds. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "LockTimeout must lie between 1 ms and 1 hour.")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The schema that holds the migrations' journal: its runners are kept out while a dump runs. Default: <c>bluegreen</c>.</summary>
    [Required(ErrorMessage = "JournalSchema must name a schema, such as bluegreen.")]
    [RegularExpression(SchemaName.Pattern, ErrorMessage = "JournalSchema must have 1 to 48 lower-case letters, digits and '_', and begin neither with a digit nor with 'pg_'.")]
    public string JournalSchema { get; set; } = SchemaName.Default;

    /// <summary>Tables whose rows are left out, with their schemas, as the server writes names. Default: those in which BlueGreen keeps artifacts, since a backup kept there would hold all those before it.</summary>
    public ISet<string> WithoutRowsOf { get; } = new HashSet<string>(StringComparer.Ordinal) { "bluegreen.artifact", "bluegreen.artifact_chunk" };

    /// <summary>The server on which backups are verified, in the words of Npgsql, by any of its databases: of the same major version, with room for the database. Default: null, the same server. The role needs <c>CREATEDB</c>.</summary>
    public string? VerifyOn { get; set; }

    /// <summary>Encrypts what is kept, and decrypts it. Default: null, it is kept as it is.</summary>
    public IBackupCipher? Cipher { get; set; }

    /// <summary>Hears how far a backup or a restore is, from several threads; it must not throw. Default: nobody.</summary>
    public IProgress<BackupProgress>? Progress { get; set; }
}
