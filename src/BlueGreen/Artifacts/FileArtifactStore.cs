using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueGreen.Artifacts;

/// <summary>
/// Keeps artifacts as files, one folder an owner, readable by this user only (0600 in 0700, on Unix). An artifact is written beside its place, flushed to the disk and moved there, so it is there
/// as a whole or not at all, also after a crash or a loss of power. Known secrets are taken out of what is declared as text; everything else is kept byte for byte. Thread-safe; several processes may
/// use one folder.
/// </summary>
public sealed class FileArtifactStore : IArtifactStore
{
    private const string Beside = ".tmp-";

    private readonly string _root;
    private readonly ArtifactRetention _retention;
    private readonly TextRedaction _redaction;
    private readonly TimeProvider _clock;
    private readonly ArtifactFolder _folder;
    private readonly ILogger _logger;
    private long _prunedAt;

    /// <summary>Makes a store. The folder is not touched yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Dates artifacts and measures their age. Default: the system's.</param>
    /// <param name="logger">Is told when old artifacts cannot be deleted after a write. Default: nobody is.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public FileArtifactStore(FileArtifactStoreOptions options, TimeProvider? clock = null, ILogger<FileArtifactStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = string.Join(' ', FileArtifactStoreOptionsValidator.Find(options));
        if (faults.Length > 0)
        {
            throw new ArgumentException($"The artifact store cannot work like this: {faults}", nameof(options));
        }

        _root = Path.GetFullPath(options.Directory);
        _retention = options.Retention;
        _redaction = new(options.Secrets);
        _clock = clock ?? TimeProvider.System;
        _folder = new(_root, Beside, _clock);
        _logger = logger ?? NullLogger<FileArtifactStore>.Instance;
        _prunedAt = _clock.GetTimestamp();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Owner or name is empty, or too long for a file name.</exception>
    /// <exception cref="ProviderException">The folder could not be used.</exception>
    public Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = PathOf(name);
        return _folder.ActAsync(async () =>
        {
            await WriteAsync(path, type, content, cancellationToken).ConfigureAwait(false);
            Tidy(Path.GetDirectoryName(path)!);
            return true;
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Owner or name is empty, or too long for a file name.</exception>
    /// <exception cref="ProviderException">The folder could not be used.</exception>
    public Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return _folder.ActAsync(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return Task.FromResult<Stream?>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 65536, useAsync: true));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return Task.FromResult<Stream?>(null);
            }
        });
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The folder could not be used.</exception>
    public async IAsyncEnumerable<ArtifactName> ListAsync(string owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_root, ArtifactPath.Encode(owner, "owner"));
        var files = await _folder.ActAsync(() => Task.FromResult(_folder.Files(folder))).ConfigureAwait(false);
        foreach (var name in files.Select(file => ArtifactPath.Decode(file.Name)).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(owner, name);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Owner or name is empty, or too long for a file name.</exception>
    /// <exception cref="ProviderException">The folder could not be used.</exception>
    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        return _folder.ActAsync(() =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            ArtifactFolder.Delete(path);
            return Task.FromResult(true);
        });
    }

    /// <summary>Applies the retention to all owners now, and removes what writers that crashed left behind more than a day ago.</summary>
    /// <param name="cancellationToken">Stops between owners.</param>
    /// <returns>How many artifacts were deleted.</returns>
    /// <exception cref="ProviderException">The folder could not be used.</exception>
    public Task<int> PruneAsync(CancellationToken cancellationToken) => _folder.ActAsync(() =>
    {
        var deleted = 0;
        foreach (var owner in _folder.Owners())
        {
            cancellationToken.ThrowIfCancellationRequested();
            deleted += _folder.Prune(owner, _retention);
        }

        return Task.FromResult(deleted);
    });

    private async Task WriteAsync(string path, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        ArtifactFolder.Make(_root);
        ArtifactFolder.Make(folder);
        var beside = Path.Combine(folder, $"{Beside}{Guid.NewGuid():N}");
        try
        {
            var file = ArtifactFolder.Create(beside);
            await using (file.ConfigureAwait(false))
            {
                var kept = type.IsText ? await _redaction.RedactAsync(content, cancellationToken).ConfigureAwait(false) : content;
                await kept.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(beside, _clock.GetUtcNow().UtcDateTime);
            File.Move(beside, path, overwrite: true);
            ArtifactFolder.Sync(folder);
        }
        finally
        {
            ArtifactFolder.Delete(beside);
        }
    }

    /// <summary>What cannot be tidied now is tidied later; the artifact is written.</summary>
    private void Tidy(string owner)
    {
        try
        {
            _folder.Prune(owner, _retention);
            var before = Interlocked.Read(ref _prunedAt);
            if (_clock.GetElapsedTime(before) >= TimeSpan.FromHours(1) && Interlocked.CompareExchange(ref _prunedAt, _clock.GetTimestamp(), before) == before)
            {
                foreach (var other in _folder.Owners())
                {
                    _folder.Prune(other, _retention);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _logger.ArtifactsNotPruned(_root, exception);
        }
    }

    private string PathOf(ArtifactName name) => Path.Combine(_root, ArtifactPath.Encode(name.Owner, "owner"), ArtifactPath.Encode(name.Name, "name"));
}
