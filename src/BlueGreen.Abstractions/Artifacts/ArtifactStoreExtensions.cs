using BlueGreen.Artifacts;

namespace BlueGreen;

/// <summary>Shorter calls of artifact stores.</summary>
public static class ArtifactStoreExtensions
{
    /// <summary>Writes bytes, which are kept as they are, as <see cref="ContentType.Binary"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">The name.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Cancels; nothing is then kept.</param>
    public static Task WriteAsync(this IArtifactStore store, ArtifactName name, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.WriteAsync(name, ContentType.Binary, content, cancellationToken);
    }
}
