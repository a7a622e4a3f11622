using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>
/// Counts the attempts of one transaction to get its locks. For a while it asks without waiting, so that nobody queues behind it; then it waits in line, briefly and a bounded number of times.
/// </summary>
internal sealed class LockAttempts(PostgresMigrationOptions options, ImmutableArray<LockTarget> targets, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private int _inLine;

    public int Count { get; private set; }

    /// <summary>Whether the next attempt asks without waiting.</summary>
    public bool IsPolite => !targets.IsEmpty && clock.GetElapsedTime(_began) < options.LockPatience;

    /// <summary>Notes an attempt that failed.</summary>
    /// <param name="waitedInLine">Whether others may have waited behind it.</param>
    /// <returns>The pause before the next; null when it is to be given up.</returns>
    public TimeSpan? Failed(bool waitedInLine)
    {
        Count++;
        if (!waitedInLine)
        {
            return options.LockPause;
        }

        return ++_inLine < options.LockAttempts ? options.LockAttemptPause : null;
    }

    public void Succeeded() => Count++;
}
