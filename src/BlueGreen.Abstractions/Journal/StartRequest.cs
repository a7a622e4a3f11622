using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>A request to create a rollout.</summary>
/// <param name="Rollout">The new rollout's identifier.</param>
/// <param name="Started">Its first event.</param>
/// <param name="IfActive">What to do when the application has an active rollout.</param>
public sealed record StartRequest(RolloutId Rollout, RolloutStarted Started, IfActive IfActive)
{
    /// <summary>The caller's key: the same key of the same application returns the same rollout. Null for none.</summary>
    public string? Key { get; init; }

    /// <summary>The event format that the writer uses; the store keeps the highest of each rollout. Default: this library's.</summary>
    public int Schema { get; init; } = JournalJson.Schema;
}
