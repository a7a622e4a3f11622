using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>An event's row.</summary>
internal sealed record EntryRow
{
    public long Sequence { get; init; }

    public string EventId { get; init; } = "";

    public long Epoch { get; init; }

    public DateTime At { get; init; }

    public short Ticks { get; init; }

    public string Event { get; init; } = "";

    public JournalEntry Read(RolloutId rollout) => new(rollout, Sequence, EventId, Epoch, StoreTime.Of(At, Ticks), JournalJson.Read(Event));
}
