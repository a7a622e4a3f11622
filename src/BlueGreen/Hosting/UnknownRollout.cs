namespace BlueGreen.Hosting;

/// <summary>What is said when a rollout is asked for that the store does not have.</summary>
internal static class UnknownRollout
{
    public static RolloutRefusedException Refuse(RolloutId rollout) => RolloutRefusedException.Unknown($"There is no rollout {rollout} in this store.");
}
