using BlueGreen.Postgres.Migrations.Running;
using Dapper;

namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>Looks in the catalogue what a statement outside of a transaction left behind.</summary>
internal sealed class IndexTraces(MigrationSession session)
{
    private readonly BoundedStatements _bounded = new(session);

    /// <summary>An index by its table, in whose schema it is.</summary>
    public async Task<IndexState?> FindAsync(string? table, string? index, CancellationToken cancellationToken) => await session.Connection.QuerySingleOrDefaultAsync<IndexState>(new(
        """
        select c.oid::int8 as "Oid", i.indexrelid::regclass::text as "Name", i.indisvalid as "IsValid",
            (select p.pid from pg_stat_progress_create_index p where p.index_relid = c.oid and p.pid <> pg_backend_pid() limit 1) as "Builder"
        from pg_class t
        join pg_class c on c.relnamespace = t.relnamespace and c.relname = (parse_ident(@index))[1]
        join pg_index i on i.indexrelid = c.oid
        where t.oid = to_regclass(@table)
        """,
        new { table, index }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);

    public async Task<bool> ExistsAsync(string? name, CancellationToken cancellationToken) =>
        await session.Connection.ExecuteScalarAsync<bool>(new("select to_regclass(@name) is not null", new { name }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);

    /// <summary>Drops the invalid twins that an interrupted REINDEX CONCURRENTLY of a table or an index left.</summary>
    public async Task SweepAsync(string part, string? name, CancellationToken cancellationToken)
    {
        var left = await session.Connection.QueryAsync<string>(new(
            """
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indexrelid
            where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'
                and i.indrelid in (to_regclass(@name), (select o.indrelid from pg_index o where o.indexrelid = to_regclass(@name)))
            """,
            new { name }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        foreach (var index in left)
        {
            session.Environment.Logger.InvalidIndex(index, session.Database);
            await _bounded.RunAsync(part, $"DROP INDEX CONCURRENTLY IF EXISTS {index}").ConfigureAwait(false);
        }
    }

    /// <summary>Whether a detachment is half done; null when the partition is not attached any more.</summary>
    public async Task<bool?> IsDetachPendingAsync(string table, string partition, CancellationToken cancellationToken) => await session.Connection.ExecuteScalarAsync<bool?>(new(
        "select inhdetachpending from pg_inherits where inhparent = to_regclass(@table) and inhrelid = to_regclass(@partition)",
        new { table, partition }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
}
