using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Postgres.Changes;
using BlueGreen.Postgres.Schema;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Journal;

/// <summary>
/// Keeps rollouts in PostgreSQL, for hosts that share it. The database's clock alone decides who drives. Thread-safe; several processes may use one database.
/// </summary>
public sealed partial class PostgresRolloutStore : IRolloutStore
{
    private readonly PostgresDatabase _database;
    private readonly JournalSql _journal;
    private readonly LeaseSql _leases;
    private readonly InboxSql _inbox;
    private readonly ArchiveSql _archive;

    /// <summary>Makes a store. The database is not touched yet.</summary>
    /// <param name="database">Where. The caller disposes it.</param>
    public PostgresRolloutStore(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        var schema = SchemaName.Quote(database.Options.Schema);
        var channel = ChangeTopic.Channel(database.Options.Schema);
        _journal = new(schema, channel);
        _leases = new(schema);
        _inbox = new(schema, channel);
        _archive = new(schema);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database refused or could not be reached. Repeating the call is harmless.</exception>
    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var calls = 0;
        var row = await _database.Calls.ReadAsync($"Starting rollout {request.Rollout}", (connection, ct) =>
        {
            calls++;
            return connection.QuerySingleAsync<StartRow>(Command(_journal.Start, Parameters(request), ct));
        }, cancellationToken).ConfigureAwait(false);
        if (row.Added is not null)
        {
            _database.Changes.Raise(ChangeTopic.Inbox(request.Rollout));
        }

        return row.Answer(request, isRepeated: calls > 1);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    /// <exception cref="UnknownEventException">An event is of a format that this version does not know.</exception>
    public async Task<ImmutableArray<JournalEntry>> ReadAsync(RolloutId rollout, long after, CancellationToken cancellationToken)
    {
        var rows = await _database.Calls.ReadAsync(
            $"Reading rollout {rollout}",
            (connection, ct) => connection.QueryAsync<EntryRow>(Command(_journal.Read, new { rollout = rollout.Value, after }, ct)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Read(rollout))];
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached, or its answer was lost; the message says which. It is not repeated: look for the event's identifier.</exception>
    /// <exception cref="RolloutRefusedException">The store knows no such rollout.</exception>
    public async Task<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var at = await _database.Calls.WriteAsync(
            $"Appending to rollout {request.Rollout}", (connection, ct) => AppendAsync(connection, request, ct), cancellationToken).ConfigureAwait(false);
        if (at is null)
        {
            return await ExplainAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var change = ChangeTopic.Journal(request.Rollout);
        _database.Changes.Raise(change);
        _database.Teller.Tell(change);
        return new(AppendStatus.Appended, request.Epoch, request.ExpectedHead + 1, StoreTime.Of(at.Value));
    }

    /// <inheritdoc/>
    /// <remarks>While the database is away, the enumeration waits for it.</remarks>
    /// <exception cref="ProviderException">The database refused for good.</exception>
    /// <exception cref="UnknownEventException">An event is of a format that this version does not know.</exception>
    public async IAsyncEnumerable<JournalEntry> WatchAsync(RolloutId rollout, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = _database.Changes.Subscribe(ChangeTopic.Journal(rollout).Name);
        var isClosed = await WithPatienceAsync(rollout, changes, () => IsClosedAsync(rollout, cancellationToken), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var entries = await WithPatienceAsync(rollout, changes, () => ReadAsync(rollout, after, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                after = entry.Sequence;
                yield return entry;
            }

            if (isClosed || (!entries.IsEmpty && entries[^1].Event is RolloutClosed))
            {
                yield break;
            }

            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public async IAsyncEnumerable<RolloutSummary> ListAsync(RolloutQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parameters = new
        {
            application = query.Application,
            rollout = query.Rollout?.Value,
            openOnly = query.OpenOnly,
            before = query.Before?.Value,
            maximum = Math.Max(0, query.Maximum),
        };
        var rows = await _database.Calls.ReadAsync(
            "Listing rollouts", (connection, ct) => connection.QueryAsync<SummaryRow>(Command(_journal.List, parameters, ct)), cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row.Read();
        }
    }

    private async Task<DateTime?> AppendAsync(NpgsqlConnection connection, AppendRequest request, CancellationToken cancellationToken)
    {
        if (request.Event is not RolloutClosed)
        {
            return await connection.QuerySingleOrDefaultAsync<DateTime?>(Command(_journal.Append, Parameters(request), cancellationToken)).ConfigureAwait(false);
        }

        var answers = await connection.QueryMultipleAsync(Command(_journal.Close, Parameters(request), cancellationToken)).ConfigureAwait(false);
        await using (answers.ConfigureAwait(false))
        {
            await answers.ReadAsync().ConfigureAwait(false);
            var at = await answers.ReadSingleOrDefaultAsync<DateTime?>().ConfigureAwait(false);
            await answers.ReadAsync<string>().ConfigureAwait(false);
            return at;
        }
    }

    private async Task<AppendResult> ExplainAsync(AppendRequest request, CancellationToken cancellationToken)
    {
        var row = await _database.Calls.ReadAsync(
            $"Reading rollout {request.Rollout}",
            (connection, ct) => connection.QuerySingleOrDefaultAsync<RefusalRow>(Command(_journal.Look, new { rollout = request.Rollout.Value, epoch = request.Epoch }, ct)),
            cancellationToken).ConfigureAwait(false);
        return row?.Answer(request)
            ?? throw RolloutRefusedException.Unknown($"Nothing was appended to rollout {request.Rollout}: {_database.Name} holds none of that name. It may have been deleted.");
    }

    private Task<bool> IsClosedAsync(RolloutId rollout, CancellationToken cancellationToken) => _database.Calls.ReadAsync(
        $"Reading rollout {rollout}",
        (connection, ct) => connection.ExecuteScalarAsync<bool>(Command(_journal.IsClosed, new { rollout = rollout.Value }, ct)), cancellationToken);

    private async Task<T> WithPatienceAsync<T>(RolloutId rollout, ChangeSubscription changes, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (var isReported = false; ; isReported = true)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (ProviderException exception) when (exception.IsTransient)
            {
                if (!isReported)
                {
                    _database.Logger.WatchInterrupted(rollout, _database.Name.ToString(), exception);
                }
            }

            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, commandTimeout: _database.CommandTimeout, cancellationToken: cancellationToken);

    private static object Parameters(StartRequest request) => new
    {
        rollout = request.Rollout.Value,
        application = request.Started.Plan.Application,
        version = request.Started.Release.Version,
        kind = request.Started.Kind.ToString(),
        fingerprint = PlanJson.Fingerprint(request.Started.Plan),
        schema = request.Schema,
        mayWait = request.IfActive != IfActive.Refuse,
        eventId = $"start-{request.Rollout}",
        json = JournalJson.Write(request.Started),
        key = request.Key,
    };

    private static object Parameters(AppendRequest request) => new
    {
        rollout = request.Rollout.Value,
        epoch = request.Epoch,
        head = request.ExpectedHead,
        schema = request.Schema,
        outcome = JournalRules.OutcomeAfter(request.Event)?.ToString(),
        eventId = request.EventId,
        json = JournalJson.Write(request.Event),
        inbox = request.InboxPosition,
    };
}
