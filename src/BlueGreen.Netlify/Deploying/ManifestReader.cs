using System.Collections.Immutable;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Reads what a release consists of, with digests.</summary>
internal sealed class ManifestReader(NetlifyOptions options)
{
    /// <exception cref="ProviderException">There is no folder, or it cannot be deployed.</exception>
    public async Task<DeployManifest> ReadAsync(Release release, CancellationToken cancellationToken)
    {
        var folder = release.Artifact ?? options.Folder ?? throw ProviderException.Permanent(
            $"Release {release} names no folder to deploy. Set Release.Artifact, or NetlifyOptions.Folder such as ./dist.");
        try
        {
            var files = await FilesAsync(PublishFolder.Read(ReleaseToken.Resolve(folder, release)), release, cancellationToken).ConfigureAwait(false);
            var functions = options.Functions is { } place ? await FunctionFolder.ReadAsync(ReleaseToken.Resolve(place, release), cancellationToken).ConfigureAwait(false) : [];
            return new(files, functions);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ProviderException.Permanent($"Reading {folder} for release {release} failed: {e.Message} Check that it is complete and may be read.", e);
        }
    }

    private async Task<ImmutableArray<DeployedContent>> FilesAsync(IReadOnlyList<(string Name, string Path)> found, Release release, CancellationToken cancellationToken)
    {
        var contents = new DeployedContent?[found.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, found.Count, parallel, async (i, stop) => contents[i] = await FileAsync(found[i].Name, found[i].Path, stop).ConfigureAwait(false)).ConfigureAwait(false);

        var files = contents.OfType<DeployedContent>();
        if (options.VersionHeader is { } header)
        {
            var own = found.FirstOrDefault(file => file.Name == HeadersFile.Name).Path;
            var merged = HeadersFile.Merge(own is null ? null : await File.ReadAllTextAsync(own, cancellationToken).ConfigureAwait(false), header, release.Version);
            files = files.Where(file => file.Name != HeadersFile.Name).Append(new DeployedBytes(HeadersFile.Name, Digest.OfFile(merged), [.. merged]));
        }

        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    private static async Task<DeployedContent> FileAsync(string name, string path, CancellationToken cancellationToken)
    {
        var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        await using (stream.ConfigureAwait(false))
        {
            return new DeployedFile(name, await Digest.OfFileAsync(stream, cancellationToken).ConfigureAwait(false), stream.Length, path);
        }
    }
}
