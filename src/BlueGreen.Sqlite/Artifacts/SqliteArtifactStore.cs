using System.Runtime.CompilerServices;
using BlueGreen.Artifacts;
using BlueGreen.Sqlite.Connections;

namespace BlueGreen.Sqlite.Artifacts;

/// <summary>
/// Keeps artifacts in a SQLite file, in pieces of 1 MiB, so that dumps never have to fit in memory. Writing one keeps nobody else from writing for longer than a piece takes. An artifact becomes
/// visible when all of it is there. The space of deleted ones is used again; the file does not shrink. Thread-safe.
/// </summary>
public sealed class SqliteArtifactStore : IArtifactStore, IDisposable
{
    private const int ChunkSize = 1 << 20;
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private readonly SqliteDatabase _database;
    private readonly bool _ownsDatabase;

    /// <summary>Makes a store. The file is not touched yet.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clock">Dates artifacts and measures their age. Default: the system's.</param>
    /// <exception cref="ArgumentException">Settings make no sense; all of them are named.</exception>
    public SqliteArtifactStore(SqliteOptions options, TimeProvider? clock = null)
        : this(new SqliteDatabase(options, clock)) => _ownsDatabase = true;

    internal SqliteArtifactStore(SqliteDatabase database) => _database = database;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Owner or name is empty.</exception>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        Check(name);
        var id = await _database.WriteAsync(session => session.Number(ArtifactSql.Begin, ("$owner", name.Owner), ("$name", name.Name), ("$at", _database.Now))!.Value, cancellationToken).ConfigureAwait(false);
        try
        {
            await CopyAsync(id, content, cancellationToken).ConfigureAwait(false);
            await _database.WriteAsync(session => Complete(session, id, name), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DiscardAsync(id).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The stream reads the artifact as it was when it was opened, whatever is written meanwhile. Dispose it soon: until then the file's log cannot be shortened.</remarks>
    /// <exception cref="ArgumentException">Owner or name is empty.</exception>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        Check(name);
        cancellationToken.ThrowIfCancellationRequested();
        return await Task.Run<Stream?>(() => ArtifactStream.Open(_database.File, name), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public async IAsyncEnumerable<ArtifactName> ListAsync(string owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in await _database.ReadAsync(session => session.Rows(ArtifactSql.List, row => row.GetString(0), ("$owner", owner)), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(owner, name);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Owner or name is empty.</exception>
    /// <exception cref="ProviderException">The file could not be used.</exception>
    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        Check(name);
        return _database.WriteAsync(session => Delete(session, name), cancellationToken);
    }

    /// <summary>Closes the file, where this store was made with settings of its own. Calls that come later fail.</summary>
    public void Dispose()
    {
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    private async Task CopyAsync(long id, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkSize];
        for (var number = 0; ; number++)
        {
            var length = await content.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length == 0)
            {
                return;
            }

            var (chunk, at) = (length == ChunkSize ? buffer : buffer[..length], number);
            await _database.WriteAsync(session => session.Execute(ArtifactSql.AddChunk, ("$artifact", id), ("$number", at), ("$content", chunk)), cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Complete(SqliteSession session, long id, ArtifactName name)
    {
        var now = _database.Now;
        Delete(session, name);
        if (session.Execute(ArtifactSql.Complete, ("$artifact", id), ("$at", now)) != 1)
        {
            throw ProviderException.Permanent($"Artifact {name} took longer than a day to write and was given up by others meanwhile. Write it again, faster.");
        }

        var oldest = _database.ArtifactMaximumAge is { } age ? now - age.Ticks : long.MinValue;
        session.Rows(ArtifactSql.Expired, row => row.GetInt64(0), ("$oldest", oldest), ("$abandoned", now - AbandonedAfter.Ticks)).ForEach(expired => Delete(session, expired));
        return true;
    }

    /// <summary>What cannot be discarded now is, by the first write of a later day; nobody sees it until then.</summary>
    private async Task DiscardAsync(long id)
    {
        try
        {
            await _database.WriteAsync(session => Delete(session, id), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ProviderException or ObjectDisposedException)
        {
        }
    }

    private static bool Delete(SqliteSession session, ArtifactName name) =>
        session.Number(ArtifactSql.Find, ("$owner", name.Owner), ("$name", name.Name)) is { } id && Delete(session, id);

    private static bool Delete(SqliteSession session, long id)
    {
        session.Execute(ArtifactSql.DeleteChunks, ("$artifact", id));
        return session.Execute(ArtifactSql.Delete, ("$artifact", id)) == 1;
    }

    private static void Check(ArtifactName name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Owner, nameof(name));
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
    }
}
