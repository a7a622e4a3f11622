using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Connections;

namespace BlueGreen.Sqlite.Journal;

public sealed partial class SqliteRolloutStore
{
    /// <inheritdoc/>
    /// <remarks>How far subscribers were told of it is deleted as well.</remarks>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<bool> DeleteAsync(RolloutId rollout, CancellationToken cancellationToken) => _database.WriteAsync(session => Delete(session, rollout), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task<bool> ImportAsync(ImmutableArray<JournalEntry> entries, CancellationToken cancellationToken) =>
        _database.WriteAsync(session => Import(session, entries), cancellationToken);

    private static bool Delete(SqliteSession session, RolloutId rollout)
    {
        if (session.Text(JournalSql.Standing, ("$id", rollout.Value)) is not { } standing)
        {
            return false;
        }

        if (standing != nameof(RolloutStanding.Closed))
        {
            throw new RolloutRefusedException($"Rollout {rollout} is not closed and was not deleted. Abort it or wait for its end first.");
        }

        foreach (var statement in ArchiveSql.Delete)
        {
            session.Execute(statement, ("$rollout", rollout.Value));
        }

        return true;
    }

    private bool Import(SqliteSession session, ImmutableArray<JournalEntry> entries)
    {
        var started = JournalRules.CheckWhole(entries);
        if (session.Number(JournalSql.Exists, ("$id", entries[0].Rollout.Value)) is not null)
        {
            return false;
        }

        session.Execute(JournalSql.AddApplication, ("$name", started.Plan.Application), ("$epoch", EpochAt(_database.Now)));
        session.Execute(ArchiveSql.RaiseEpoch, ("$name", started.Plan.Application), ("$epoch", entries.Max(entry => entry.Epoch)));
        Summaries.Add(session, Summaries.Of(entries, started), JournalJson.Schema);
        foreach (var entry in entries)
        {
            Add(session, entry, JournalJson.Write(entry.Event));
        }

        return true;
    }
}
