using System.Collections.Immutable;
using BlueGreen.Postgres.Checking;

namespace BlueGreen.Postgres;

/// <content>Whether the database can be worked with.</content>
public sealed partial class PostgresChecks
{
    /// <summary>The database must take a connection and answer. The detail says which version, in which role, and how long it took.</summary>
    public Check CanConnect() => Make($"connect to {_database}", "1", (session, stop) => ConnectCheck.RunAsync(session, _clock, stop));

    /// <summary>The role must be able to read these tables: each is there, may be read, and is read.</summary>
    /// <param name="tables">Their names, with their schemas where the search path does not lead there. At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one has no name.</exception>
    public Check CanRead(params ImmutableArray<string> tables) =>
        Make($"read {string.Join(", ", Named(tables))}", "1", (session, stop) => TableCheck.ReadAsync(session, tables, stop));

    /// <summary>
    /// The database must take writes, as no standby does, and the role must have the rights to insert, update and delete in these tables. Nothing is written: triggers, constraints and a full disk
    /// are not tried out.
    /// </summary>
    /// <param name="tables">Their names, with their schemas where the search path does not lead there. Default: none, and only the database is asked.</param>
    /// <exception cref="ArgumentException">One has no name.</exception>
    public Check AcceptsWrites(params ImmutableArray<string> tables) =>
        Make($"write to {string.Join(", ", tables.IsDefaultOrEmpty ? [_database.ToString()] : Named(tables))}", "1", (session, stop) => TableCheck.MayWriteAsync(session, tables.IsDefault ? [] : tables, stop));

    /// <summary>
    /// Enough standbys must stream, and each of those that stream must have replayed within the limit what was written when the check began. So a check that passes is as quick as its standbys, and one
    /// that fails takes the limit. Ask the primary, in a role with <c>pg_monitor</c>; without it the check fails and says so.
    /// </summary>
    /// <param name="limit">
    /// At most <see cref="PostgresCheckOptions.StatementTimeout"/>. Where the primary writes little, standbys report only each <c>wal_receiver_status_interval</c>, 10 seconds by default: stay above it there.
    /// </param>
    /// <param name="standbys">How many must stream at least. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not greater than zero or is too long, or the number is negative.</exception>
    public Check ReplicationLagBelow(TimeSpan limit, int standbys = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, _options.StatementTimeout);
        ArgumentOutOfRangeException.ThrowIfNegative(standbys);
        return Make($"replication lag below {limit}", $"{limit} {standbys}", new ReplicationCheck(limit, standbys, _clock).RunAsync);
    }

    /// <summary>No session of this database may have waited longer for a lock. A failure names who waits, for what, and behind whom. Needs PostgreSQL 14 or newer and no special rights.</summary>
    /// <param name="limit">How long waiting is tolerated. 0 tolerates none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public Check NobodyWaitsLongerThan(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        return Make($"nobody waits longer than {limit} for a lock", $"{limit}", new LockWaitCheck(limit).RunAsync);
    }

    private static ImmutableArray<string> Named(ImmutableArray<string> tables) => !tables.IsDefaultOrEmpty && tables.All(table => !string.IsNullOrWhiteSpace(table))
        ? tables
        : throw new ArgumentException("Name at least one table, and none with an empty name.", nameof(tables));
}
