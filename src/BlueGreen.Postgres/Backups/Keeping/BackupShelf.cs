using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Artifacts;

namespace BlueGreen.Postgres.Backups.Keeping;

/// <summary>The manifests of an owner's backups. A backup is there when its manifest is.</summary>
internal sealed class BackupShelf(IArtifactStore artifacts, string owner)
{
    public async Task PutAsync(DatabaseBackup backup, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(backup, BackupJson.Default.DatabaseBackup), writable: false);
        await artifacts.WriteAsync(backup.Manifest, content, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ProviderException">There is none, or this version cannot read it.</exception>
    public async Task<DatabaseBackup> FindAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(DatabaseBackup.ManifestOf(owner, name), cancellationToken).ConfigureAwait(false)
        ?? throw ProviderException.Permanent($"There is no backup '{name}' of '{owner}'. ListAsync names those that are kept.");

    /// <summary>All of them, newest first.</summary>
    public async Task<ImmutableArray<DatabaseBackup>> ListAsync(CancellationToken cancellationToken)
    {
        var names = new List<ArtifactName>();
        await foreach (var name in artifacts.ListAsync(owner, cancellationToken).ConfigureAwait(false))
        {
            if (name.Name.EndsWith(DatabaseBackup.ManifestEnding, StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        var found = new List<DatabaseBackup>();
        foreach (var name in names)
        {
            if (await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } backup)
            {
                found.Add(backup);
            }
        }

        return [.. found.OrderByDescending(backup => backup.TakenAt)];
    }

    /// <summary>The manifest goes first: what is half deleted is no backup.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await artifacts.DeleteAsync(DatabaseBackup.ManifestOf(owner, name), cancellationToken).ConfigureAwait(false);
        await artifacts.DeleteAsync(DatabaseBackup.ArchiveOf(owner, name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the oldest ones of a database.</summary>
    /// <returns>How many.</returns>
    public async Task<int> KeepAsync(int most, DatabaseBackup latest, CancellationToken cancellationToken)
    {
        var others = (await ListAsync(cancellationToken).ConfigureAwait(false))
            .Where(backup => backup.Database == latest.Database && backup.SystemIdentifier == latest.SystemIdentifier && backup.Name != latest.Name);
        var old = others.Skip(most - 1).ToArray();
        foreach (var backup in old)
        {
            await RemoveAsync(backup.Name, cancellationToken).ConfigureAwait(false);
        }

        return old.Length;
    }

    private async Task<DatabaseBackup?> ReadAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        var content = await artifacts.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        if (content is null)
        {
            return null;
        }

        await using (content.ConfigureAwait(false))
        {
            try
            {
                return await JsonSerializer.DeserializeAsync(content, BackupJson.Default.DatabaseBackup, cancellationToken).ConfigureAwait(false) is { Format: DatabaseBackup.PresentFormat } backup
                    ? backup
                    : throw ProviderException.Permanent($"The manifest {name} has another format than this version of BlueGreen.Postgres reads. Use the version that wrote it.");
            }
            catch (JsonException e)
            {
                throw ProviderException.Permanent($"The manifest {name} is damaged. Use another backup, and look after the artifact store.", e);
            }
        }
    }
}
