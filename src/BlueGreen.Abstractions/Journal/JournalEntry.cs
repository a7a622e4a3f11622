using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>One event in a rollout's journal.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="EventId">Unique; chosen by the writer, so that it can find out whether a lost answer had been written.</param>
/// <param name="Epoch">The writer's epoch; 0 for the first event.</param>
/// <param name="At">By the store's clock.</param>
/// <param name="Event">What happened.</param>
public sealed record JournalEntry(RolloutId Rollout, long Sequence, string EventId, long Epoch, DateTimeOffset At, RolloutEvent Event);
