namespace BlueGreen.Journal;

/// <summary>What became of a start.</summary>
/// <param name="Status">Whether it was created.</param>
/// <param name="Rollout">The rollout: the new one, or the one that had the key.</param>
/// <param name="Active">The application's active rollout when the new one has to wait or was refused.</param>
public sealed record StartResult(StartStatus Status, RolloutId Rollout, RolloutId? Active);
