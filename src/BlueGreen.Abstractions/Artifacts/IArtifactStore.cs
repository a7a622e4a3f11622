namespace BlueGreen.Artifacts;

/// <summary>Keeps what is too large for the journal: dumps, snapshots, captured output, baselines. Reachable from every host that may drive.</summary>
public interface IArtifactStore
{
    /// <summary>Writes an artifact as a whole or not at all, replacing one of the same name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">What it is. A store may take known secrets out of text; what is not text it keeps byte for byte.</param>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancellationToken">Cancels; nothing is then kept.</param>
    Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an artifact, or returns null when there is none of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken);

    /// <summary>Lists artifacts whose owner is <paramref name="owner"/>.</summary>
    /// <param name="owner">A rollout's identifier, or an application for what outlives rollouts.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<ArtifactName> ListAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Deletes an artifact; harmless when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken);
}
