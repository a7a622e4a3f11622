using BlueGreen;

namespace AspNetCoreHost.Rollouts;

/// <summary>A rollout, to look at.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Preview">Its plan as people read it.</param>
internal sealed record RolloutPage(RolloutStatus Status, string Preview);
