namespace BlueGreen.Artifacts;

/// <summary>Takes the secrets of plan and host out of what a rollout's steps keep as text, whatever store they keep it in.</summary>
internal sealed class RedactingArtifactStore(IArtifactStore inner, TextRedaction redaction) : IArtifactStore
{
    public async Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var kept = type.IsText ? await redaction.RedactAsync(content, cancellationToken).ConfigureAwait(false) : content;
        await inner.WriteAsync(name, type, kept, cancellationToken).ConfigureAwait(false);
    }

    public Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken) => inner.OpenAsync(name, cancellationToken);

    public IAsyncEnumerable<ArtifactName> ListAsync(string owner, CancellationToken cancellationToken) => inner.ListAsync(owner, cancellationToken);

    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken) => inner.DeleteAsync(name, cancellationToken);
}
