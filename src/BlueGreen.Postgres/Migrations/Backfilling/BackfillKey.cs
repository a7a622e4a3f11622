using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;

namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>The key of a backfill, with its types: it writes ranges and finds their ends. Values travel as text and are read back as the column's type.</summary>
internal sealed class BackfillKey(BackfillTarget target, ImmutableArray<string> types)
{
    private string Columns => string.Join(", ", target.Keys);

    private string Texts => $"array[{string.Join(", ", target.Keys.Select(key => $"{key}::text"))}]";

    /// <summary>The last key of the table; no row where it is empty.</summary>
    public string Last => $"select {Texts} from {target.Table} order by {string.Join(", ", target.Keys.Select(key => $"{key} desc"))} limit 1";

    /// <summary>The last key of the next rows, at most as many as said.</summary>
    public string EndOfNext(string[]? after, string[] until, int rows) =>
        $"select {Texts} from (select {Columns} from {target.Table} where {Range("", after, until)} order by {Columns} limit {rows}) batch order by {string.Join(", ", target.Keys.Select(key => $"{key} desc"))} limit 1";

    /// <summary>The rows of a batch, in the words of the backfill's statement.</summary>
    public string Batch(string[]? after, string[] upTo) => $"({Range($"{target.Alias}.", after, upTo)})";

    /// <summary>Reads the types, and refuses a key along which one cannot walk.</summary>
    /// <exception cref="ProviderException">A column is missing or may be null, or no index begins with the key.</exception>
    public static async Task<BackfillKey> LearnAsync(MigrationSession session, string part, BackfillTarget target, CancellationToken cancellationToken)
    {
        var columns = (await session.Connection.QueryAsync<(string Type, bool IsNotNull, short Number)>(new(
            """
            select format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attnum
            from unnest(@keys) with ordinality k(name, place)
            join pg_attribute a on a.attrelid = to_regclass(@table) and a.attname = (parse_ident(k.name))[1] and a.attnum > 0 and not a.attisdropped
            order by k.place
            """,
            new { table = target.Table, keys = target.Keys.ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        if (columns.Count != target.Keys.Length || columns.Exists(column => !column.IsNotNull))
        {
            throw Refused(part, target, "its columns must be there and be NOT NULL", "Walk along the primary key.");
        }

        var isIndexed = await session.Connection.ExecuteScalarAsync<bool>(new(
            "select exists (select from pg_index where indrelid = to_regclass(@table) and indisvalid and indpred is null and (indkey::int2[])[0:@last] = @numbers)",
            new { table = target.Table, last = columns.Count - 1, numbers = columns.Select(column => column.Number).ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return isIndexed
            ? new(target, [.. columns.Select(column => column.Type)])
            : throw Refused(part, target, "no index begins with it, so each batch would read the whole table", "Walk along the primary key, or build an index first.");
    }

    private string Range(string prefix, string[]? after, string[] upTo)
    {
        var columns = $"({string.Join(", ", target.Keys.Select(key => prefix + key))})";
        return $"{(after is null ? "" : $"{columns} > {Values(after)} and ")}{columns} <= {Values(upTo)}";
    }

    private string Values(string[] key) => $"({string.Join(", ", key.Select((value, i) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'::{types[i]}"))})";

    private static ProviderException Refused(string part, BackfillTarget target, string why, string remedy) =>
        ProviderException.Permanent($"Migration {part} cannot walk along {target}: {why}. {remedy}");
}
