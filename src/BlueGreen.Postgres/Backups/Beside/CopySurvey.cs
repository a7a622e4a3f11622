using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>
/// Finds what was made beside a database, and drops what processes left behind that were killed. Only what is certainly ours is known: the comment says so, of the very database that bears it. One that was made a moment
/// ago and has no comment yet is known by its name, and by never having let anybody in.
/// </summary>
internal static class CopySurvey
{
    private static readonly string Sql = $"""
        select d.datname as "Name", shobj_description(d.oid, 'pg_database') as "Comment", not d.datallowconn and d.datconnlimit = 0 as "IsShut",
            {HolderLock.IsHeld("d.datname")} as "IsHeld", pg_has_role(d.datdba, 'usage') as "MayDrop"
        from pg_database d where d.datname <> current_database() order by 1
        """;

    public static async Task<ImmutableArray<FoundCopy>> FindAsync(NpgsqlConnection connection, string beside, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(connection, beside, cancellationToken).ConfigureAwait(false)).Select(one => one.Copy)];

    /// <summary>Whether it was restored to its end, and compared.</summary>
    public static async Task<bool> IsWholeAsync(NpgsqlConnection connection, string beside, RestoredCopy copy, CancellationToken cancellationToken) =>
        (await FindAsync(connection, beside, cancellationToken).ConfigureAwait(false)).Contains(new(copy.Name, CopyState.Whole, copy.Backup.Name));

    /// <summary>What the database that served is called since the copy took its place; null where it did not.</summary>
    public static async Task<string?> FormerAsync(NpgsqlConnection connection, string beside, RestoredCopy copy, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<CopyRow>(new(Sql, cancellationToken: cancellationToken)).ConfigureAwait(false))
            .Select(row => CopyMark.Read(row.Name, row.Comment))
            .FirstOrDefault(mark => mark is { State: CopyState.Former } && mark.Beside == beside && mark.ReplacedBy == copy.Name)?.Name;

    /// <returns>What was dropped.</returns>
    public static async Task<ImmutableArray<string>> SweepAsync(NpgsqlConnection connection, string beside, CancellationToken cancellationToken)
    {
        var dropped = ImmutableArray.CreateBuilder<string>();
        foreach (var (copy, mayDrop) in await ReadAsync(connection, beside, cancellationToken).ConfigureAwait(false))
        {
            if (copy.State == CopyState.Abandoned && mayDrop)
            {
                await SideDatabase.DropAsync(connection, copy.Name, cancellationToken).ConfigureAwait(false);
                dropped.Add(copy.Name);
            }
        }

        return dropped.ToImmutable();
    }

    private static async Task<IEnumerable<(FoundCopy Copy, bool MayDrop)>> ReadAsync(NpgsqlConnection connection, string beside, CancellationToken cancellationToken) =>
        from row in await connection.QueryAsync<CopyRow>(new(Sql, cancellationToken: cancellationToken)).ConfigureAwait(false)
        let copy = row.ToCopy(beside)
        where copy is not null
        select (copy, row.MayDrop);
}
