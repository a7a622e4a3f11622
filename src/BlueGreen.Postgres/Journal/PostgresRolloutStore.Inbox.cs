using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BlueGreen.Postgres.Changes;
using BlueGreen.Signals;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Journal;

public sealed partial class PostgresRolloutStore
{
    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public async Task<SignalReceipt> SendAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var calls = 0;
        var receipt = await _database.Calls.ReadAsync($"Sending signal {signal.Id} to rollout {rollout}", (connection, ct) =>
        {
            calls++;
            return SendAsync(connection, rollout, signal, ct);
        }, cancellationToken).ConfigureAwait(false);
        receipt = receipt == SignalReceipt.Duplicate && calls > 1 ? SignalReceipt.Stored : receipt;
        if (receipt == SignalReceipt.Stored)
        {
            _database.Changes.Raise(ChangeTopic.Inbox(rollout));
        }

        return receipt;
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached, or a signal is of a format that this version does not know.</exception>
    public async Task<ImmutableArray<InboxEntry>> ReadInboxAsync(RolloutId rollout, long after, CancellationToken cancellationToken)
    {
        var rows = await _database.Calls.ReadAsync(
            $"Reading the inbox of rollout {rollout}",
            (connection, ct) => connection.QueryAsync<InboxRow>(Command(_inbox.Read, new { rollout = rollout.Value, after }, ct)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Read(rollout))];
    }

    /// <inheritdoc/>
    /// <remarks>Yields nothing of other processes while the database's notifications do not arrive.</remarks>
    public async IAsyncEnumerable<RolloutId> WatchInboxAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = _database.Changes.Subscribe(ChangeTopic.AllInboxes, capacity: 1024);
        while (true)
        {
            yield return new(await changes.NextAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<SignalReceipt> SendAsync(NpgsqlConnection connection, RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        var parameters = new { rollout = rollout.Value, signalId = signal.Id, json = JsonSerializer.Serialize(signal, SignalJsonContext.Default.Signal) };
        try
        {
            if ((await connection.QueryAsync<string>(Command(_inbox.Send, parameters, cancellationToken)).ConfigureAwait(false)).Any())
            {
                return SignalReceipt.Stored;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return SignalReceipt.Duplicate;
        }

        return await connection.QuerySingleOrDefaultAsync<bool?>(Command(_inbox.Look, parameters, cancellationToken)).ConfigureAwait(false) switch
        {
            null => SignalReceipt.UnknownRollout,
            true => SignalReceipt.Duplicate,
            false => SignalReceipt.Closed,
        };
    }
}
