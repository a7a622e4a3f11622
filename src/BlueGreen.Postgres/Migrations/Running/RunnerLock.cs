using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>The advisory lock of all runners of a database and journal schema.</summary>
internal static class RunnerLock
{
    /// <summary>Advisory locks are each database's own, so the schema makes the key.</summary>
    public const string Key = "hashtextextended('BlueGreen migrations of ' || @schema, 0)";

    /// <summary>Who holds it, in words; null when nobody does.</summary>
    public static async Task<string?> HolderAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken) =>
        await connection.QueryFirstOrDefaultAsync<string>(new(
            $"""
            select format('pid %s (%s), connected since %s', a.pid, a.application_name, a.backend_start)
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database()) and l.objsubid = 1
                and l.classid = (({Key} >> 32) & 4294967295)::oid and l.objid = ({Key} & 4294967295)::oid
            """,
            new { schema }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
}
