using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>A request to append one event.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Epoch">The writer's epoch.</param>
/// <param name="ExpectedHead">The sequence number that the writer has folded up to.</param>
/// <param name="EventId">Unique, chosen by the writer.</param>
/// <param name="Event">What happened.</param>
/// <param name="InboxPosition">The inbox position up to which the writer has journaled what became of the signals.</param>
public sealed record AppendRequest(RolloutId Rollout, long Epoch, long ExpectedHead, string EventId, RolloutEvent Event, long InboxPosition)
{
    /// <summary>The event format that the writer uses; the store keeps the highest of each rollout. Default: this library's.</summary>
    public int Schema { get; init; } = JournalJson.Schema;
}
