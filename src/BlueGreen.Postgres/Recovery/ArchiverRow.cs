using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Recovery;

/// <summary>How the server archives.</summary>
internal sealed record ArchiverRow
{
    public string Mode { get; init; } = "";

    public bool HasCommand { get; init; }

    public string Level { get; init; } = "";

    public bool IsStandby { get; init; }

    public bool MayName { get; init; }

    public bool MaySwitch { get; init; }

    public string? LastArchived { get; init; }

    public string? LastFailed { get; init; }

    public bool IsFailing { get; init; }

    public long Failures { get; init; }

    public static Task<ArchiverRow> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.QuerySingleAsync<ArchiverRow>(new(
        """
        select current_setting('archive_mode') as Mode, current_setting('wal_level') as Level, pg_is_in_recovery() as IsStandby,
            coalesce((select bool_or(setting not in ('', '(disabled)')) from pg_settings where name in ('archive_command', 'archive_library')), false) as HasCommand,
            has_function_privilege('pg_create_restore_point(text)', 'execute') as MayName, has_function_privilege('pg_switch_wal()', 'execute') as MaySwitch,
            last_archived_wal as LastArchived, last_failed_wal as LastFailed, failed_count as Failures,
            last_failed_time is not null and (last_archived_time is null or last_failed_time > last_archived_time) as IsFailing
        from pg_stat_archiver
        """, cancellationToken: cancellationToken));

    /// <summary>What stands against coming back to a point of this server; null when nothing does.</summary>
    public string? Problem => Obstacle ?? (IsFailing
        ? $"its archiver fails: {LastFailed} could not be archived ({Failures.ToString(System.Globalization.CultureInfo.InvariantCulture)} failures). The server's log has the reason; mend archive_command or the archive's room."
        : null);

    /// <summary>What makes it useless to try; null when nothing does. An archiver that has failed is tried: it may be mended by now, and the point's own file wakes it.</summary>
    public string? Obstacle => this switch
    {
        { IsStandby: true } => "it is a standby. Ask the primary.",
        { Level: "minimal" } => "wal_level is minimal. Set it to replica, and restart the server.",
        { Mode: "off" } => "archive_mode is off, so that there is nothing to recover from. Set archive_mode = on and archive_command, restart, and take a base backup; a managed service has recovery of its own.",
        { HasCommand: false } => "archive_mode is on, but archive_command is empty: files pile up and are not archived. Set it and reload.",
        { MayName: false } or { MaySwitch: false } => "this role may not set restore points. Run as superuser: grant execute on function pg_create_restore_point(text), pg_switch_wal() to the role.",
        _ => null,
    };
}
