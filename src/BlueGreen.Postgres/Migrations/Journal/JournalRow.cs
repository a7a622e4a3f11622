namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>What the journal keeps of a part.</summary>
internal sealed class JournalRow
{
    public required string Migration { get; init; }

    public required string Phase { get; init; }

    public required string State { get; init; }

    /// <summary>Of what is applied; null where nothing is, and for what was adopted without a file.</summary>
    public string? Checksum { get; init; }

    /// <summary>What is applied, as it was written. It, <see cref="Down"/> and <see cref="Previous"/> are null where they were not read.</summary>
    public string? Script { get; init; }

    /// <summary>What undoes it, as it was written.</summary>
    public string? Down { get; init; }

    /// <summary>What a repeatable script was before.</summary>
    public string? Previous { get; init; }

    /// <summary>The checksum of what is half done.</summary>
    public string? Attempt { get; init; }

    /// <summary>How many of its statements are done for good.</summary>
    public int Statement { get; init; }

    /// <summary>Whether the next statement was begun outside of a transaction.</summary>
    public bool Marked { get; init; }

    public string? Cursor { get; init; }

    public string? Rollout { get; init; }

    public string? Operation { get; init; }

    public required string Origin { get; init; }

    public string? Detail { get; init; }

    public DateTime StartedAt { get; init; }

    public long Sequence { get; init; }

    public MigrationPartId Id => field.Migration is null ? field = new(Migration, Enum.Parse<PostgresMigrationPhase>(Phase, ignoreCase: true)) : field;

    public JournalState Standing => Enum.Parse<JournalState>(State, ignoreCase: true);

    public bool IsApplied => Standing == JournalState.Applied;
}
