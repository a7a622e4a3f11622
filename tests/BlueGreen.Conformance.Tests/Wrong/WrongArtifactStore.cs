using BlueGreen.Artifacts;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>An artifact store that does some things otherwise than the right one.</summary>
internal sealed class WrongArtifactStore(IArtifactStore right) : IArtifactStore
{
    public Func<ArtifactName, Stream, CancellationToken, Task> Write { get; init; } = right.WriteAsync;

    public Func<ArtifactName, CancellationToken, Task<Stream?>> Open { get; init; } = right.OpenAsync;

    public Func<string, CancellationToken, IAsyncEnumerable<ArtifactName>> List { get; init; } = right.ListAsync;

    public Func<ArtifactName, CancellationToken, Task> Delete { get; init; } = right.DeleteAsync;

    public Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken) => Write(name, content, cancellationToken);

    public Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken) => Open(name, cancellationToken);

    public IAsyncEnumerable<ArtifactName> ListAsync(string owner, CancellationToken cancellationToken) => List(owner, cancellationToken);

    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken) => Delete(name, cancellationToken);
}
