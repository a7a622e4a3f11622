using System.IO.Compression;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Zips functions so that the same content always gives the same bytes: sorted, stored, and without times.</summary>
internal static class FunctionArchive
{
    private const int RegularFile = 0b1000_000_110_100_100;   // -rw-r--r--

    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<byte[]> ZipAsync(IEnumerable<(string Name, string Path)> files, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true);
        await using (archive.ConfigureAwait(false))
        {
            foreach (var (name, path) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = Earliest;
                entry.ExternalAttributes = RegularFile << 16;
                var content = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
                await using (content.ConfigureAwait(false))
                {
                    await content.WriteAsync(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return bytes.ToArray();
    }
}
