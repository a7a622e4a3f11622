using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Pipelines;
using System.Security.Cryptography;
using BlueGreen.Artifacts;

namespace BlueGreen.Postgres.Backups.Keeping;

/// <summary>Keeps a dump's files as one artifact, written and read as a stream.</summary>
internal sealed class BackupArchive(IArtifactStore artifacts, IBackupCipher? cipher)
{
    public static async Task<ImmutableArray<BackupFile>> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<BackupFile>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var content = File.OpenRead(path);
            await using (content.ConfigureAwait(false))
            {
                files.Add(new(Path.GetFileName(path), content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false))));
            }
        }

        return files.ToImmutable();
    }

    public async Task WriteAsync(DatabaseBackup backup, string folder, Action<string, int> begins, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var packing = PackAsync(pipe.Writer, backup, folder, begins, cancellationToken);
        Exception? failure = null;
        try
        {
            await artifacts.WriteAsync(backup.Archive, pipe.Reader.AsStream(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            await pipe.Reader.CompleteAsync(failure).ConfigureAwait(false);
            await packing.ConfigureAwait(false);
        }
    }

    /// <summary>Reads the files and compares each with the manifest.</summary>
    /// <exception cref="ProviderException">The archive is not there, or is not what was written.</exception>
    public async Task ReadAsync(DatabaseBackup backup, string folder, Action<string, int> begins, CancellationToken cancellationToken)
    {
        if (backup.Cipher != cipher?.Name)
        {
            throw ProviderException.Permanent($"Backup {backup.Name} was kept with {Named(backup.Cipher)}, and the options say {Named(cipher?.Name)}. Set {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.Cipher)} to the former.");
        }

        var stored = await artifacts.OpenAsync(backup.Archive, cancellationToken).ConfigureAwait(false) ?? throw Damaged(backup, $"there is no artifact {backup.Archive}");
        await using (stored.ConfigureAwait(false))
        {
            try
            {
                Directory.CreateDirectory(folder);
                await UnpackAsync(cipher?.Decrypt(stored) ?? stored, backup, folder, begins, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or CryptographicException)
            {
                throw Damaged(backup, e.Message.TrimEnd('.'), e);
            }
            catch (IOException e)
            {
                throw ProviderException.Transient($"Backup {backup.Name} could not be read to '{folder}': {e.Message} Make room there, or set {nameof(PostgresBackupOptions)}.{nameof(PostgresBackupOptions.WorkFolder)}.", e);
            }
        }
    }

    private async Task PackAsync(PipeWriter writer, DatabaseBackup backup, string folder, Action<string, int> begins, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            var plain = writer.AsStream(leaveOpen: true);
            var destination = cipher?.Encrypt(plain) ?? plain;
            await using (destination.ConfigureAwait(false))
            {
                var tar = new TarWriter(destination, TarEntryFormat.Pax, leaveOpen: true);
                await using (tar.ConfigureAwait(false))
                {
                    foreach (var (index, file) in backup.Files.Index())
                    {
                        begins(file.Name, index + 1);
                        await tar.WriteEntryAsync(Path.Combine(folder, file.Name), file.Name, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        await writer.CompleteAsync(failure).ConfigureAwait(false);
    }

    private static async Task UnpackAsync(Stream source, DatabaseBackup backup, string folder, Action<string, int> begins, CancellationToken cancellationToken)
    {
        var expected = backup.Files.ToDictionary(file => file.Name);
        var tar = new TarReader(source, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (!expected.Remove(entry.Name, out var file))
                {
                    throw new InvalidDataException($"it holds '{entry.Name}', which the manifest does not name");
                }

                begins(file.Name, backup.Files.Length - expected.Count);
                await UnpackAsync(entry, file, Path.Combine(folder, file.Name), cancellationToken).ConfigureAwait(false);
            }
        }

        if (expected.Count > 0)
        {
            throw new InvalidDataException($"{string.Join(", ", expected.Keys.Order(StringComparer.Ordinal))} is missing");
        }
    }

    private static async Task UnpackAsync(TarEntry entry, BackupFile file, string path, CancellationToken cancellationToken)
    {
        await entry.ExtractToFileAsync(path, overwrite: false, cancellationToken).ConfigureAwait(false);
        var content = File.OpenRead(path);
        await using (content.ConfigureAwait(false))
        {
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
            if (hash != file.Sha256)
            {
                throw new InvalidDataException($"{file.Name} is not what was written");
            }
        }
    }

    private static ProviderException Damaged(DatabaseBackup backup, string how, Exception? cause = null) =>
        ProviderException.Permanent($"Backup {backup.Name} is damaged: {how}. It cannot be restored; use another, and look after the artifact store.", cause);

    private static string Named(string? cipher) => cipher is null ? "no cipher" : $"cipher '{cipher}'";
}
