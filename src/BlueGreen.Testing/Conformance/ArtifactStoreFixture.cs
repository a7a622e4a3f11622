using BlueGreen.Artifacts;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IArtifactStore"/> needs besides the store.</summary>
public abstract class ArtifactStoreFixture : ConformanceFixture
{
    /// <summary>Opens the store; called again, it opens the same store as another process would.</summary>
    /// <param name="cancellationToken">Stops opening it.</param>
    public abstract Task<IArtifactStore> CreateAsync(CancellationToken cancellationToken);
}
