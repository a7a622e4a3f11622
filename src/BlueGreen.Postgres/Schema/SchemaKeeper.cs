using BlueGreen.Postgres.Connections;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Schema;

/// <summary>Sees to it, once a process, that the tables are there and of this library's version.</summary>
internal sealed class SchemaKeeper(NpgsqlDataSource source, PostgresJournalOptions options, DatabaseName database, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _schema = SchemaName.Quote(options.Schema);
    private volatile bool _isKnown;

    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_isKnown)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isKnown)
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
                _isKnown = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (version < SchemaUpgrades.Version)
            {
                await UpgradeAsync(connection, version, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var exists = await connection.ExecuteScalarAsync<bool>(new(SchemaSql.Exists, new { schema = options.Schema }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var version = exists ? await connection.ExecuteScalarAsync<int>(new(SchemaSql.Read(_schema), cancellationToken: cancellationToken)).ConfigureAwait(false) : 0;
        return version <= SchemaUpgrades.Version
            ? version
            : throw ProviderException.Permanent(
                $"Schema '{options.Schema}' of {database} has version {version}, and this library knows versions up to {SchemaUpgrades.Version}. Update the BlueGreen packages of this program.");
    }

    private async Task UpgradeAsync(NpgsqlConnection connection, int version, CancellationToken cancellationToken)
    {
        if (!options.CreateSchema)
        {
            throw Missing(version, "CreateSchema is false");
        }

        try
        {
            await UpgradeAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Missing(version, $"role '{await connection.ExecuteScalarAsync<string>("select current_user").ConfigureAwait(false)}' may not change it", refused);
        }
    }

    private async Task UpgradeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.ExecuteAsync(new("select pg_advisory_xact_lock(@key)", new { key = SchemaSql.LockKey(options.Schema) }, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
            var version = await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (version == SchemaUpgrades.Version)
            {
                return;
            }

            var prepare = version == 0 ? SchemaSql.Prepare(_schema) : "";
            var upgrades = SchemaUpgrades.All.Skip(version).Select(write => write(_schema));
            await connection.ExecuteAsync(new(
                string.Join(";\n", [prepare, .. upgrades, SchemaSql.Record(_schema, SchemaUpgrades.Version)]), transaction: transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        logger.SchemaChanged(options.Schema, database.ToString(), SchemaUpgrades.Version);
    }

    private ProviderException Missing(int version, string why, Exception? cause = null) => ProviderException.Permanent(
        $"Schema '{options.Schema}' of {database} {(version == 0 ? "is missing" : $"has version {version}, version {SchemaUpgrades.Version} is needed")}, and {why}. "
        + "Let its owner run the scripts of PostgresScripts.Create and PostgresScripts.Grant:\n" + PostgresScripts.Create(options.Schema), cause);
}
