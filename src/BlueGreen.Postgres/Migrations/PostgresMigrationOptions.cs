using System.ComponentModel.DataAnnotations;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Schema;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BlueGreen.Postgres.Migrations;

/// <summary>Settings of a migration runner. Read once, when the runner is made.</summary>
public sealed class PostgresMigrationOptions
{
    /// <summary>The schema that holds the migrations' journal, in the migrated database; it is created. Runners of the same database and schema keep each other out. Default: <c>bluegreen</c>.</summary>
    [Required(ErrorMessage = "JournalSchema must name a schema, such as bluegreen.")]
    [RegularExpression(SchemaName.Pattern, ErrorMessage = "JournalSchema must have 1 to 48 lower-case letters, digits and '_', and begin neither with a digit nor with 'pg_'.")]
    public string JournalSchema { get; set; } = SchemaName.Default;

    /// <summary>The <c>search_path</c> of scripts. Default: null, the connection's own.</summary>
    [RegularExpression(@"\S(.*\S)?", ErrorMessage = "SearchPath must not begin or end with white space. Leave it null for the connection's own.")]
    public string? SearchPath { get; set; }

    /// <summary>How long to wait while another runner works. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "WaitForOther must lie between 0 and 1 day.")]
    public TimeSpan WaitForOther { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often to look whether the other runner has ended. Default: 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "LookForOther must lie between 10 ms and 1 minute.")]
    public TimeSpan LookForOther { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A transaction older than this that holds a table is waited for before a statement asks for the table. Default: 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ErrorMessage = "LongTransaction must lie between 10 ms and 1 hour.")]
    public TimeSpan LongTransaction { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The pause between two attempts to get a table without waiting for it. Default: 75 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "LockPause must lie between 10 ms and 1 minute.")]
    public TimeSpan LockPause { get; set; } = TimeSpan.FromMilliseconds(75);

    /// <summary>How long a migration tries to get its tables without ever waiting in line. Nobody waits behind it meanwhile. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "LockPatience must lie between 0 and 1 day.")]
    public TimeSpan LockPatience { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a statement may wait in line for a lock, where its words do not say which table it locks, and in the attempts after <see cref="LockPatience"/>. Others that want the table
    /// may wait behind it for as long. Default: 200 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ErrorMessage = "LockTimeout must lie between 1 ms and 1 minute.")]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a migration waits in line before it is given up. Default: 10.</summary>
    [Range(1, 1000, ErrorMessage = "LockAttempts must lie between 1 and 1000.")]
    public int LockAttempts { get; set; } = 10;

    /// <summary>The pause between two attempts that wait in line. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00", ErrorMessage = "LockAttemptPause must lie between 0 and 10 minutes.")]
    public TimeSpan LockAttemptPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a statement that cannot be in a transaction, such as a concurrent index build, waits for any one transaction that is in its way. Nobody waits behind it meanwhile. Then it is given up and names
    /// who is in the way; the next run deals with what it left. Building itself takes as long as it takes. Default: 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00", ErrorMessage = "BuildPatience must lie between 10 ms and 1 day.")]
    public TimeSpan BuildPatience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// When set, a rollout's contracts begin only while blue has no session in the database: each waits for blue's sessions to go, and where they stay nothing of it is run and they are named. A run without a
    /// rollout has no blue and is not kept back. Default: null, sessions are not looked at.
    /// </summary>
    [ValidateObjectMembers(typeof(PostgresSessionOptionsValidator))]
    public PostgresSessionOptions? OldSessions { get; set; }

    /// <summary>The rows of a backfill's first batch. Default: 1000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "BatchSize must lie between 1 and 1,000,000.")]
    public int BatchSize { get; set; } = 1000;

    /// <summary>The most rows of a batch. More hold up the log for everybody else, also where they take no longer. Default: 2,000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "MaxBatchSize must lie between 1 and 1,000,000.")]
    public int MaxBatchSize { get; set; } = 2_000;

    /// <summary>How long a batch is to take: batches grow towards it slowly and shrink at once. Default: 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00", ErrorMessage = "BatchTime must lie between 1 ms and 1 minute.")]
    public TimeSpan BatchTime { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The replication lag above which a backfill pauses. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "MaxReplicationLag must lie between 0 and 1 day.")]
    public TimeSpan MaxReplicationLag { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Measures the replication lag on the runner's connection; null for unknown, which does not pause. Default: null, the largest <c>replay_lag</c> of <c>pg_stat_replication</c>,
    /// which needs the role <c>pg_monitor</c> and knows only the server's own standbys.
    /// </summary>
    public Func<NpgsqlConnection, CancellationToken, Task<TimeSpan?>>? ReplicationLag { get; set; }

    /// <summary>
    /// Allows a pooler between runner and server. Only one in session mode keeps a session's lock; in transaction mode it is lost without a word. Default: no, and the runner refuses to work behind one.
    /// </summary>
    public bool AllowPooler { get; set; }

    /// <summary>What a run does when somebody else changed the schema since the last one. Default: it goes on and reports it.</summary>
    [EnumDataType(typeof(DriftPolicy), ErrorMessage = "Drift must be Report, Refuse or Ignore.")]
    public DriftPolicy Drift { get; set; } = DriftPolicy.Report;

    /// <summary>What of the database is compared; its <see cref="Migrations.Drift.SchemaScope.JournalSchema"/> is taken from these options. Default: all.</summary>
    [Required(ErrorMessage = "SchemaScope must say what is compared. Leave it as it is for everything.")]
    public SchemaScope SchemaScope { get; set; } = new();

    /// <summary>Hears what the runner does, statement by statement and batch by batch, on the runner's own course: be quick. Default: null.</summary>
    public IProgress<MigrationProgress>? Progress { get; set; }

    internal PostgresMigrationOptions Copy()
    {
        var copy = (PostgresMigrationOptions)MemberwiseClone();
        copy.OldSessions = OldSessions?.Copy();
        copy.SchemaScope = SchemaScope with { JournalSchema = JournalSchema };
        return copy;
    }
}
