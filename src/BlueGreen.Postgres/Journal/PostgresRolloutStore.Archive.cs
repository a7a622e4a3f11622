using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using Dapper;

namespace BlueGreen.Postgres.Journal;

public sealed partial class PostgresRolloutStore
{
    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public async Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken)
    {
        var row = await _database.Calls.ReadAsync(
            $"Deleting rollout {rollout}",
            (connection, ct) => connection.QuerySingleAsync<DeletionRow>(Command(_archive.Delete, new { rollout = rollout.Value }, ct)), cancellationToken).ConfigureAwait(false);
        return row.IsGone || !row.WasThere
            ? row.IsGone
            : throw new RolloutRefusedException($"Rollout {rollout} is not closed and was not deleted. Abort it or wait for its end first.");
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public async Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var started = JournalRules.CheckWhole(entries);
        return await _database.Calls.ReadAsync(
            $"Importing rollout {entries[0].Rollout}",
            (connection, ct) => connection.ExecuteScalarAsync<long>(Command(_archive.Import, Parameters(started, entries), ct)), cancellationToken).ConfigureAwait(false) == 1;
    }

    private static object Parameters(RolloutStarted started, ImmutableArray<JournalEntry> entries) => new
    {
        rollout = entries[0].Rollout.Value,
        application = started.Plan.Application,
        version = started.Release.Version,
        kind = started.Kind.ToString(),
        fingerprint = PlanJson.Fingerprint(started.Plan),
        outcome = JournalRules.OutcomeAfter(entries[^1].Event)?.ToString(),
        epoch = entries.Max(entry => entry.Epoch),
        schema = JournalJson.Schema,
        startedAt = StoreTime.Stamp(entries[0].At),
        startedTicks = StoreTime.Ticks(entries[0].At),
        sequences = entries.Select(entry => entry.Sequence).ToArray(),
        eventIds = entries.Select(entry => entry.EventId).ToArray(),
        epochs = entries.Select(entry => entry.Epoch).ToArray(),
        times = entries.Select(entry => StoreTime.Stamp(entry.At)).ToArray(),
        ticks = entries.Select(entry => StoreTime.Ticks(entry.At)).ToArray(),
        events = entries.Select(entry => JournalJson.Write(entry.Event)).ToArray(),
    };
}
