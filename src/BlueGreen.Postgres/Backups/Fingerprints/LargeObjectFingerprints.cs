using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>Reads and hashes large objects, part by part, as who reads them sees them: where nothing was written they hold zeros, however they are stored.</summary>
internal static class LargeObjectFingerprints
{
    private const string Sql = """
        with recursive part (lo, no, size, hash) as (
            select m.oid, 0::bigint, octet_length(d.data), hashtextextended('0 ' || encode(sha256(d.data), 'hex'), 0)
            from pg_largeobject_metadata m cross join lateral (select lo_get(m.oid, 0, 1048576) as data offset 0) d
            union all
            select lo, no + 1, octet_length(d.data), hashtextextended((no + 1) || ' ' || encode(sha256(d.data), 'hex'), 0)
            from part cross join lateral (select lo_get(lo, (no + 1) * 1048576, 1048576) as data offset 0) d
            where size = 1048576
        )
        select lo as "Oid", sum(size) as "Size", sum(hash::numeric)::text as "Hash" from part group by lo order by lo
        """;

    public static async Task<ImmutableArray<LargeObjectFingerprint>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<LargeObjectFingerprint>(new(Sql, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)];
}
