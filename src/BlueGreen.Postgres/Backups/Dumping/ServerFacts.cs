using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>Which server it is, and where it is in its history.</summary>
internal sealed record ServerFacts
{
    public string Version { get; init; } = "";

    public string System { get; init; } = "";

    public string Lsn { get; init; } = "";

    public int Timeline { get; init; }

    public DateTime At { get; init; }

    public string Snapshot { get; init; } = "";

    /// <summary>Reads them in a transaction that exports what it sees.</summary>
    public static Task<ServerFacts> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QuerySingleAsync<ServerFacts>(new(
        """
        select pg_export_snapshot() as snapshot, split_part(current_setting('server_version'), ' ', 1) as version, clock_timestamp() as at,
            (select system_identifier::text from pg_control_system()) as system, (select timeline_id from pg_control_checkpoint()) as timeline,
            (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text as lsn
        """, cancellationToken: cancellationToken));
}
