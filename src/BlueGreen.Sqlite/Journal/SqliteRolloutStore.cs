using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;

namespace BlueGreen.Sqlite.Journal;

/// <summary>
/// Keeps rollouts in a SQLite file, for the processes of one machine. What it has answered is on the disk and survives crashes and losses of power. Its clock is the machine's: leases keep
/// processes from driving at the same time, and the epoch, which is compared in the transaction that writes, keeps a journal safe whatever that clock does. Thread-safe.
/// </summary>
public sealed partial class SqliteRolloutStore : IRolloutStore, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly bool _ownsDatabase;

    /// <summary>Makes a store. The file is not touched yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">The store's clock. Default: the system's.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public SqliteRolloutStore(SqliteOptions options, TimeProvider? clock = null)
        : this(new SqliteDatabase(options, clock)) => _ownsDatabase = true;

    internal SqliteRolloutStore(SqliteDatabase database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var summary = Summaries.Of(request);
        var json = JournalJson.Write(request.Started);
        return _database.WriteAsync(session => Start(session, request, summary, json), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    /// <exception cref="UnknownEventException">The journal holds an event that this version cannot read.</exception>
    public Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken) =>
        _database.ReadAsync(session => Read(session, rollout, after), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used. Where the answer is lost, read the journal and look for the event's identifier.</exception>
    public Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = JournalJson.Write(request.Event);
        return _database.WriteAsync(session => Append(session, request, json), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    /// <exception cref="UnknownEventException">The journal holds an event that this version cannot read.</exception>
    public async IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var version = await _database.ReadVersionAsync(cancellationToken).ConfigureAwait(false);
            var (entries, ends) = await _database.ReadAsync(session => (Read(session, rollout, after), EndsAfter(session, rollout, after)), cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                after = entry.Sequence;
                yield return entry;
            }

            if (ends)
            {
                yield break;
            }

            await _database.WaitForChangeAsync(version, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var summary in await _database.ReadAsync(session => Summaries.List(session, query), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return summary;
        }
    }

    /// <summary>Closes the file, where this store was made with settings of its own. Calls that come later fail.</summary>
    public void Dispose()
    {
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    private StartResult Start(SqliteSession session, StartRequest request, RolloutSummary summary, string json)
    {
        var now = _database.Now;
        session.Execute(JournalSql.AddApplication, ("$name", summary.Application), ("$epoch", EpochAt(now)));
        var active = session.Text(JournalSql.Active, ("$name", summary.Application)) is { } id ? new RolloutId(id) : default(RolloutId?);
        if (request.Key is { } key && session.Text(JournalSql.FindKey, ("$application", summary.Application), ("$key", key)) is { } existing)
        {
            return new(StartStatus.Existing, new(existing), active);
        }

        if (session.Number(JournalSql.Exists, ("$id", request.Rollout.Value)) is not null)
        {
            return new(StartStatus.Existing, request.Rollout, active);
        }

        if (active is not null && request.IfActive == IfActive.Refuse)
        {
            return new(StartStatus.Refused, request.Rollout, active);
        }

        var at = new DateTimeOffset(now, TimeSpan.Zero);
        var standing = active is null ? RolloutStanding.Active : RolloutStanding.Queued;
        Summaries.Add(session, summary with { Standing = standing, StartedAt = at, UpdatedAt = at }, request.Schema);
        Add(session, new(request.Rollout, 1, $"start-{request.Rollout}", 0, at, request.Started), json);
        if (request.Key is not null)
        {
            session.Execute(JournalSql.AddKey, ("$application", summary.Application), ("$key", request.Key), ("$rollout", request.Rollout.Value));
        }

        if (active is null)
        {
            session.Execute(JournalSql.SetActive, ("$name", summary.Application), ("$active", request.Rollout.Value));
        }

        return new(active is null ? StartStatus.Started : StartStatus.Queued, request.Rollout, active);
    }

    private AppendResult Append(SqliteSession session, AppendRequest request, string json)
    {
        var closes = request.Event is RolloutClosed;
        var written = session.Number(
            JournalSql.Append,
            ("$id", request.Rollout.Value),
            ("$head", request.ExpectedHead),
            ("$event_id", request.EventId),
            ("$epoch", request.Epoch),
            ("$now", _database.Now),
            ("$event", json),
            ("$closes", closes ? 1 : 0),
            ("$position", request.InboxPosition));
        if (written is not { } at)
        {
            return Refuse(session, request);
        }

        session.Execute(JournalSql.Change, ("$id", request.Rollout.Value), ("$schema", request.Schema), ("$outcome", JournalRules.OutcomeAfter(request.Event)?.ToString()));
        if (closes)
        {
            Close(session, request.Rollout);
        }

        return new(AppendStatus.Appended, request.Epoch, request.ExpectedHead + 1, Time(at));
    }

    private static void Close(SqliteSession session, RolloutId rollout)
    {
        var application = session.Text(JournalSql.Close, ("$id", rollout.Value));
        if (session.Text(JournalSql.ActivateNext, ("$name", application)) is { } next)
        {
            session.Execute(JournalSql.SetStanding, ("$id", next), ("$standing", nameof(RolloutStanding.Active)));
        }
    }

    /// <summary>Says why nothing was written. A rollout that is unknown has no driver any more.</summary>
    private AppendResult Refuse(SqliteSession session, AppendRequest request)
    {
        var rows = session.Rows(
            JournalSql.Position,
            row => (Epoch: row.GetInt64(0), IsActive: row.GetBoolean(1), Head: row.GetInt64(2), At: row.GetInt64(3)),
            ("$id", request.Rollout.Value));
        if (rows is not [var there])
        {
            return new(AppendStatus.Fenced, 0, 0, Time(_database.Now));
        }

        var status = there.Epoch != request.Epoch || !there.IsActive ? AppendStatus.Fenced
            : there.Head != request.ExpectedHead ? AppendStatus.HeadMoved
            : AppendStatus.SignalsWaiting;
        return new(status, there.Epoch, there.Head, Time(Math.Max(there.At, _database.Now)));
    }

    private ImmutableArray<JournalEntry> Read(SqliteSession session, RolloutId rollout, long after) =>
        [.. session.Rows(JournalSql.Read, row => EntryRow.Read(row, rollout, _database.File.Path), ("$rollout", rollout.Value), ("$after", after))];

    private static void Add(SqliteSession session, JournalEntry entry, string json) => session.Execute(
        JournalSql.AddEvent,
        ("$rollout", entry.Rollout.Value),
        ("$sequence", entry.Sequence),
        ("$event_id", entry.EventId),
        ("$epoch", entry.Epoch),
        ("$at", entry.At.UtcTicks),
        ("$event", json));

    /// <summary>A rollout that was there and is gone was closed before it was deleted.</summary>
    private static bool EndsAfter(SqliteSession session, RolloutId rollout, long after) =>
        session.Text(JournalSql.Standing, ("$id", rollout.Value)) is { } standing ? standing == nameof(RolloutStanding.Closed) : after > 0;

    private static long EpochAt(long ticks) => Time(ticks).ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
