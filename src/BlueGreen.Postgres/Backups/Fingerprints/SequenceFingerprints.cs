using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Fingerprints;

/// <summary>Reads where sequences are. They do not keep to snapshots.</summary>
internal static class SequenceFingerprints
{
    private const int AtATime = 200;

    /// <summary>Those that a dump holds.</summary>
    private const string List = """
        select format('%I.%I', n.nspname, c.relname) as "Name", s.seqincrement as "Increment", s.seqcycle as "Cycles"
        from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1
        """;

    public static async Task<ImmutableArray<SequenceFingerprint>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var read = ImmutableArray.CreateBuilder<SequenceFingerprint>();
        var all = await connection.QueryAsync<(string Name, long Increment, bool Cycles)>(new(List, cancellationToken: cancellationToken)).ConfigureAwait(false);
        foreach (var some in all.Chunk(AtATime))
        {
            var sql = string.Join(" union all ", some.Select((one, index) => FormattableString.Invariant($"select {index} as at, last_value as last, is_called as called from {one.Name}")));
            var rows = await connection.QueryAsync<(int At, long Last, bool IsCalled)>(new($"select at, last, called from ({sql}) s order by 1", cancellationToken: cancellationToken)).ConfigureAwait(false);
            read.AddRange(rows.Select(row => new SequenceFingerprint(some[row.At].Name, row.Last, row.IsCalled, some[row.At].Increment) { Cycles = some[row.At].Cycles }));
        }

        return read.ToImmutable();
    }

    /// <summary>What is known of them when they were read before and after.</summary>
    public static ImmutableArray<SequenceFingerprint> Between(ImmutableArray<SequenceFingerprint> before, ImmutableArray<SequenceFingerprint> after)
    {
        var late = after.ToDictionary(one => one.Sequence);
        return [.. before.Select(one => late.GetValueOrDefault(one.Sequence) is { } other && (other.Last, other.IsCalled) != (one.Last, one.IsCalled) ? one with { Until = other.Last } : one)];
    }
}
