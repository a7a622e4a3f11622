using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BlueGreen.Journal;
using BlueGreen.Signals;
using BlueGreen.Sqlite.Connections;
using BlueGreen.Sqlite.Schema;

namespace BlueGreen.Sqlite.Journal;

public sealed partial class SqliteRolloutStore
{
    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var json = JsonSerializer.Serialize(signal, SqliteJsonContext.Default.Signal);
        return _database.WriteAsync(session => Send(session, rollout, signal.Id, json), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            session => session.Rows(
                InboxSql.Read,
                row => new InboxEntry(row.GetInt64(0), JsonSerializer.Deserialize(row.GetString(1), SqliteJsonContext.Default.Signal)!),
                ("$rollout", rollout.Value),
                ("$after", after)).ToImmutableArray(),
            cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async IAsyncEnumerable<RolloutId> WatchInboxAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = await _database.ReadAsync(Last, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var version = await _database.ReadVersionAsync(cancellationToken).ConfigureAwait(false);
            var (last, touched) = await _database.ReadAsync(session => (Last(session), Touched(session, seen)), cancellationToken).ConfigureAwait(false);
            seen = last;
            foreach (var rollout in touched)
            {
                yield return rollout;
            }

            await _database.WaitForChangeAsync(version, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SignalReceipt Send(SqliteSession session, RolloutId rollout, string signal, string json)
    {
        if (session.Text(JournalSql.Standing, ("$id", rollout.Value)) is not { } standing)
        {
            return SignalReceipt.UnknownRollout;
        }

        if (session.Number(InboxSql.Find, ("$rollout", rollout.Value), ("$signal_id", signal)) is not null)
        {
            return SignalReceipt.Duplicate;
        }

        if (standing == nameof(RolloutStanding.Closed))
        {
            return SignalReceipt.Closed;
        }

        var position = session.Number(InboxSql.Count, ("$rollout", rollout.Value));
        session.Execute(InboxSql.Add, ("$rollout", rollout.Value), ("$position", position), ("$signal_id", signal), ("$signal", json));
        return SignalReceipt.Stored;
    }

    private static (long Rollout, long Signal) Last(SqliteSession session) => (session.Number(InboxSql.LastRollout) ?? 0, session.Number(InboxSql.LastSignal) ?? 0);

    private static List<RolloutId> Touched(SqliteSession session, (long Rollout, long Signal) after) =>
        session.Rows(InboxSql.Touched, row => new RolloutId(row.GetString(0)), ("$rollout", after.Rollout), ("$signal", after.Signal));
}
