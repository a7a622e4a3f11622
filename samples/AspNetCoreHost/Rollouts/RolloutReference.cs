using BlueGreen;

namespace AspNetCoreHost.Rollouts;

/// <summary>Says which rollout carries out what was asked for.</summary>
internal sealed record RolloutReference(RolloutId Rollout);
