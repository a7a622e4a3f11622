using BlueGreen.Artifacts;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>One file; each that is opened has connections of its own, as another process has.</summary>
internal sealed class SqliteArtifactFixture : ArtifactStoreFixture
{
    private readonly DatabaseFolder _folder = new();

    public override Task<IArtifactStore> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IArtifactStore>(_folder.Artifacts());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
