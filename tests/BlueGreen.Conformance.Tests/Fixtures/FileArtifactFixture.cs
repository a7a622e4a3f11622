using BlueGreen.Artifacts;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>An artifact store on disk, in a folder of its own.</summary>
internal sealed class FileArtifactFixture : ArtifactStoreFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-artifacts-").FullName;

    public override Task<IArtifactStore> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IArtifactStore>(new FileArtifactStore(new() { Directory = _folder }));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }
}
