using System.Runtime.CompilerServices;
using System.Text.Json;
using BlueGreen.Postgres.Changes;
using BlueGreen.Postgres.Schema;
using BlueGreen.Traffic;
using Dapper;

namespace BlueGreen.Postgres.Traffic;

/// <summary>A traffic register for routers in several processes, on PostgreSQL. A router hears of a new entry through a notification, or finds it when it looks. Thread-safe.</summary>
public sealed class PostgresTrafficRegister : ITrafficRegister
{
    private readonly PostgresDatabase _database;
    private readonly TrafficSql _sql;

    /// <summary>Makes a register. The database is not touched yet.</summary>
    /// <param name="database">Where. The caller disposes it.</param>
    public PostgresTrafficRegister(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = database;
        _sql = new(SchemaName.Quote(database.Options.Schema), ChangeTopic.Channel(database.Options.Schema));
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached, or the entry is of a format that this version does not know.</exception>
    public async Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken) =>
        await ReadRowAsync(application, cancellationToken).ConfigureAwait(false) is { } row ? Parse(application, row) : null;

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public async Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var parameters = new
        {
            application = entry.Application,
            epoch = entry.Token.Epoch,
            intent = entry.Token.Intent,
            json = JsonSerializer.Serialize(entry, TrafficJsonContext.Default.TrafficEntry),
        };
        var written = await _database.Calls.ReadAsync(
            $"Writing the split of '{entry.Application}'", (connection, ct) => connection.QueryAsync<string>(Command(_sql.Write, parameters, ct)), cancellationToken).ConfigureAwait(false);
        if (!written.Any())
        {
            return false;
        }

        _database.Changes.Raise(ChangeTopic.Traffic(entry.Application));
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        var parameters = new { application, router, epoch = token?.Epoch, intent = token?.Intent, validFor };
        return _database.Calls.ReadAsync(
            $"Acknowledging as router {router} of '{application}'",
            async (connection, ct) => (validFor is null && await connection.ExecuteAsync(Command(_sql.AcknowledgeAgain, parameters, ct)).ConfigureAwait(false) == 1)
                || await connection.ExecuteAsync(Command(_sql.Acknowledge, parameters, ct)).ConfigureAwait(false) == 1,
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached. Repeating the call is harmless.</exception>
    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        return _database.Calls.ReadAsync(
            $"Withdrawing router {router} of '{application}'", (connection, ct) => connection.ExecuteAsync(Command(_sql.Withdraw, new { application, router }, ct)), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public async Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        var parameters = new { application, seconds = _database.Options.AcknowledgementLifetime.TotalSeconds };
        var rows = await _database.Calls.ReadAsync(
            $"Reading the routers of '{application}'",
            (connection, ct) => connection.QueryAsync<RouterRow>(Command(_sql.ReadAcknowledgements, parameters, ct)), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Read())];
    }

    /// <inheritdoc/>
    /// <exception cref="ProviderException">The database could not be reached: the enumeration ends, and the reader keeps what it has.</exception>
    public async IAsyncEnumerable<TrafficEntry> WatchAsync(string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = _database.Changes.Subscribe(ChangeTopic.Traffic(application).Name);
        SplitRow? seen = null;
        while (true)
        {
            var row = await ReadRowAsync(application, cancellationToken).ConfigureAwait(false);
            if (row is not null && row != seen && (seen is null || row.Token >= seen.Token))
            {
                seen = row;
                yield return Parse(application, row);
            }

            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<SplitRow?> ReadRowAsync(string application, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        return _database.Calls.ReadAsync(
            $"Reading the split of '{application}'", (connection, ct) => connection.QuerySingleOrDefaultAsync<SplitRow>(Command(_sql.Read, new { application }, ct)), cancellationToken);
    }

    private static TrafficEntry Parse(string application, SplitRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Entry, TrafficJsonContext.Default.TrafficEntry)!;
        }
        catch (JsonException exception)
        {
            throw ProviderException.Permanent($"The split of '{application}' is of a format that this version does not know, or damaged: {exception.Message} Read it with the BlueGreen version that wrote it.", exception);
        }
    }

    private CommandDefinition Command(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, commandTimeout: _database.CommandTimeout, cancellationToken: cancellationToken);
}
