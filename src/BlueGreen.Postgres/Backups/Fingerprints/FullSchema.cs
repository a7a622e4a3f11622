using BlueGreen.Postgres.Migrations.Drift;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>The schema of all of a database, with what migrations do not look at and a copy has to have.</summary>
internal static class FullSchema
{
    /// <summary>No schema of users has this name, so that none is left out.</summary>
    public static SchemaScope Scope { get; } = new() { Grants = true, Comments = true, JournalSchema = "pg_toast" };

    /// <summary>Foreign keys that the server makes for partitions by itself. Their names follow the order in which it came by the partitions, which is another one after a restore; the key that they belong to is compared.</summary>
    private const string OfPartitions = "select format('constraint %I on %s', conname, conrelid::regclass) from pg_constraint where contype = 'f' and conparentid <> 0";

    private static readonly HashSet<string> Rights = ["owner of", "default privileges", "large objects of"];

    public static async Task<DatabaseSchema> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken)
    {
        var schema = await SchemaReader.ReadAllAsync(connection, transaction, Scope, cancellationToken).ConfigureAwait(false);
        var more = await connection.QueryAsync<SchemaRow>(new(FullSchemaSql.Read, null, transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var ofPartitions = (await connection.QueryAsync<string>(new(OfPartitions, null, transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        return new(Scope, schema.Objects.Where(one => !ofPartitions.Contains(one.Title)).Concat(more.Select(row => row.ToObject())));
    }

    /// <summary>Without what is not restored where a backup is only proven: owners and rights.</summary>
    public static DatabaseSchema WithoutRights(DatabaseSchema schema)
    {
        var scope = Scope with { Grants = false };
        return new(scope, schema.Within(scope).Objects.Where(one => !Rights.Contains(one.Kind)));
    }
}
