namespace BlueGreen.Journal;

/// <summary>The right to drive a rollout until it expires.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Application">Its application.</param>
/// <param name="Owner">The process incarnation that holds it.</param>
/// <param name="Epoch">The application's epoch that came with it.</param>
/// <param name="ExpiresAt">By the store's clock.</param>
/// <param name="StoreTime">The store's clock when it answered.</param>
public sealed record Lease(RolloutId Rollout, string Application, string Owner, long Epoch, DateTimeOffset ExpiresAt, DateTimeOffset StoreTime);
