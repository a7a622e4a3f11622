using BlueGreen.Artifacts;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>An artifact store in memory, or what is wrapped around it.</summary>
internal sealed class InMemoryArtifactFixture(Func<InMemoryArtifactStore, IArtifactStore>? wrap = null) : ArtifactStoreFixture
{
    private readonly InMemoryArtifactStore _store = new();

    public override Task<IArtifactStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(_store) ?? _store);
}
