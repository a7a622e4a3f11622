using System.Runtime.CompilerServices;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Schema;
using Dapper;

namespace BlueGreen.Postgres.Artifacts;

/// <summary>
/// Keeps artifacts in PostgreSQL, in parts of 256 KiB that are written and read one at a time: no connection is held between them, and nothing is in memory as a whole. What is not finished is
/// seen by nobody. Thread-safe.
/// </summary>
public sealed class PostgresArtifactStore : IArtifactStore
{
    private const int PartSize = 256 * 1024;

    private readonly PostgresDatabase _database;
    private readonly ArtifactSql _sql;

    /// <summary>Makes a store. The database is not touched yet.</summary>
    /// <param name="database">Where. The caller disposes it.</param>
    public PostgresArtifactStore(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _sql = new(SchemaName.Quote(database.Options.Schema));
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call, with the content from its beginning, is harmless.</exception>
    public async Task WriteAsync(ArtifactName name, ContentType type, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var id = await CallAsync($"Writing artifact {name}", connection => connection.ExecuteScalarAsync<long>(
            Command(_sql.Begin, new { owner = name.Owner, name = name.Name }, cancellationToken)), cancellationToken).ConfigureAwait(false);
        var isWritten = false;
        try
        {
            var (parts, size) = await AddAsync(id, name, content, cancellationToken).ConfigureAwait(false);
            isWritten = await CallAsync($"Writing artifact {name}", async connection =>
            {
                var answers = await connection.QueryMultipleAsync(
                    Command(_sql.Finish, new { id, owner = name.Owner, name = name.Name, parts, size }, cancellationToken)).ConfigureAwait(false);
                await using (answers.ConfigureAwait(false))
                {
                    await answers.ReadAsync<int>().ConfigureAwait(false);
                    return await answers.ReadSingleOrDefaultAsync<bool>().ConfigureAwait(false);
                }
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isWritten)
            {
                await AbandonAsync(id, name).ConfigureAwait(false);
            }
        }

        if (!isWritten)
        {
            throw ProviderException.Transient($"Artifact {name} was not written to {_database.Name}: no part of it came for more than a day, and it was removed as abandoned. Write it again.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>A part is read when it is needed. Reading throws <see cref="IOException"/> when the artifact is replaced or deleted meanwhile.</remarks>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public async Task<Stream?> OpenAsync(ArtifactName name, CancellationToken cancellationToken)
    {
        var row = await CallAsync($"Opening artifact {name}", connection => connection.QuerySingleOrDefaultAsync<ArtifactRow>(
            Command(_sql.Open, new { owner = name.Owner, name = name.Name }, cancellationToken)), cancellationToken).ConfigureAwait(false);
        return row is null ? null : new ArtifactStream(row, name, (part, ct) => ReadPartAsync(row.Id, name, part, ct));
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public async IAsyncEnumerable<ArtifactName> ListAsync(string owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await CallAsync(
            $"Listing artifacts of '{owner}'", connection => connection.QueryAsync<string>(Command(_sql.List, new { owner }, cancellationToken)), cancellationToken).ConfigureAwait(false);
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(owner, name);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task DeleteAsync(ArtifactName name, CancellationToken cancellationToken) => CallAsync(
        $"Deleting artifact {name}", connection => connection.ExecuteAsync(Command(_sql.Delete, new { owner = name.Owner, name = name.Name }, cancellationToken)), cancellationToken);

    private async Task<(int Parts, long Size)> AddAsync(long id, ArtifactName name, Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[PartSize];
        var size = 0L;
        for (var part = 0; ; part++)
        {
            var length = await content.ReadAtLeastAsync(buffer, PartSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length == 0)
            {
                return (part, size);
            }

            var parameters = new { id, part, content = length == PartSize ? buffer : buffer[..length] };
            await CallAsync($"Writing artifact {name}", connection => connection.ExecuteAsync(Command(_sql.Add, parameters, cancellationToken)), cancellationToken).ConfigureAwait(false);
            size += length;
        }
    }

    private Task<byte[]?> ReadPartAsync(long id, ArtifactName name, int part, CancellationToken cancellationToken) => CallAsync(
        $"Reading artifact {name}", connection => connection.QuerySingleOrDefaultAsync<byte[]>(Command(_sql.Part, new { id, part }, cancellationToken)), cancellationToken);

    private async Task AbandonAsync(long id, ArtifactName name)
    {
        try
        {
            await CallAsync($"Removing what is left of artifact {name}", connection => connection.ExecuteAsync(Command(_sql.Abandon, new { id }, CancellationToken.None)), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ProviderException exception)
        {
            _database.Logger.RestLeft(name.ToString(), exception);
        }
    }

    private Task<T> CallAsync<T>(string what, Func<Npgsql.NpgsqlConnection, Task<T>> call, CancellationToken cancellationToken) =>
        _database.Calls.ReadAsync(what, (connection, _) => call(connection), cancellationToken);

    private CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, commandTimeout: _database.CommandTimeout, cancellationToken: cancellationToken);
}
