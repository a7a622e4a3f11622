using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BlueGreen.Artifacts;

/// <summary>Keeps artifacts in this process's memory. Thread-safe; not crash-safe.</summary>
public sealed class InMemoryArtifactStore : IArtifactStore
{
    private readonly ConcurrentDictionary<ArtifactName, byte[]> _artifacts = new();

    /// <inheritdoc/>
    public async Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var buffer = new MemoryStream();
        await content.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        _artifacts[name] = buffer.ToArray();
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(_artifacts.TryGetValue(name, out var content) ? new MemoryStream(content, writable: false) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArtifactName> ListAsync(string owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var name in _artifacts.Keys.Where(name => name.Owner == owner).OrderBy(name => name.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _artifacts.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
