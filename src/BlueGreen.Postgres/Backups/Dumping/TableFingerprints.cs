using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Dumping;

/// <summary>Counts and hashes tables in the connection's transaction.</summary>
internal static class TableFingerprints
{
    /// <summary>Rows are hashed as texts, so that the settings that make texts are the same everywhere; row security must not hide any.</summary>
    public const string Settings = """
        set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex'; set xmlbinary = 'base64'; set row_security = off;
        set search_path = pg_catalog; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0
        """;

    /// <summary>What a row's hash is.</summary>
    public const string RowHash = "pg_catalog.hashtextextended(t::text, 0)";

    public static async Task<ImmutableArray<TableFingerprint>> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<string> tables, Action<string, int> begins, CancellationToken cancellationToken)
    {
        var prints = ImmutableArray.CreateBuilder<TableFingerprint>(tables.Count);
        foreach (var table in tables)
        {
            begins(table, prints.Count + 1);
            prints.Add(await ReadAsync(connection, table, cancellationToken).ConfigureAwait(false));
        }

        return prints.ToImmutable();
    }

    private static Task<TableFingerprint> ReadAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken) => connection.QuerySingleAsync<TableFingerprint>(new(
        $"""select @table::text as "Table", count(*) as "Rows", coalesce(sum({RowHash}::numeric), 0)::text as "Hash" from only {table} t""", new { table }, commandTimeout: 0, cancellationToken: cancellationToken));
}
