namespace BlueGreen.Artifacts;

/// <summary>Names an artifact.</summary>
/// <param name="Owner">A rollout's identifier, or an application for what outlives rollouts, such as baselines.</param>
/// <param name="Name">Unique within the owner.</param>
public readonly record struct ArtifactName(string Owner, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";
}
