using System.Data;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Reads schemas. With an empty search path all names bear their schemas, whatever the session's path is.</summary>
internal static class SchemaReader
{
    /// <summary>In a transaction of its own.</summary>
    public static async Task<DatabaseSchema> ReadAsync(NpgsqlConnection connection, SchemaScope scope, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await LimitWaitingAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
            var all = await ReadAllAsync(connection, transaction, scope, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return all.Within(scope);
        }
    }

    /// <summary>Definitions of views cannot be read while somebody holds their tables alone. Nobody waits behind who waits to read.</summary>
    public static Task LimitWaitingAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new("set local lock_timeout = '10s'", null, transaction, cancellationToken: cancellationToken));

    /// <summary>In the caller's transaction, whose search path is empty from here on; everything, with grants and comments where the scope counts them.</summary>
    public static async Task<DatabaseSchema> ReadAllAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, SchemaScope scope, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new("select set_config('search_path', '', true)", null, transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var rows = await connection.QueryAsync<SchemaRow>(new(
            CatalogueSql.Read, new { journal = scope.JournalSchema, grants = scope.Grants, comments = scope.Comments }, transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return new(scope with { Schemas = [], Except = [], Partitions = true }, rows.Select(row => row.ToObject()));
    }
}
