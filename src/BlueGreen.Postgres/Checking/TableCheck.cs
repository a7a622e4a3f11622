using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Checking;

/// <summary>Whether tables are there, and what the role may do with them.</summary>
internal static class TableCheck
{
    public static async Task<CheckResult> ReadAsync(NpgsqlConnection session, ImmutableArray<string> tables, CancellationToken cancellationToken)
    {
        var rights = await LookAsync(session, tables, "select", cancellationToken).ConfigureAwait(false);
        if (Lacking(rights, "read") is { } lacking)
        {
            return CheckResult.Fail(lacking);
        }

        foreach (var table in rights)
        {
            await session.ExecuteAsync(new($"select from {table.Quoted} limit 1", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }

        return CheckResult.Pass($"read {string.Join(", ", tables)}");
    }

    public static async Task<CheckResult> MayWriteAsync(NpgsqlConnection session, ImmutableArray<string> tables, CancellationToken cancellationToken)
    {
        if (await session.ExecuteScalarAsync<bool>(new("select pg_is_in_recovery()", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            return CheckResult.Fail("it is a standby, which takes no writes. Connect to the primary: name all hosts and set 'Target Session Attributes=primary'");
        }

        if (await session.ExecuteScalarAsync<bool>(new("select current_setting('default_transaction_read_only')::boolean", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            return CheckResult.Fail("transactions are read-only by default. Look at default_transaction_read_only of server, database and role");
        }

        var rights = await LookAsync(session, tables, "insert, update, delete", cancellationToken).ConfigureAwait(false);
        return Lacking(rights, "insert, update and delete in") is { } lacking
            ? CheckResult.Fail(lacking)
            : CheckResult.Pass(tables.IsEmpty ? "it takes writes" : $"it takes writes, and the role may write to {string.Join(", ", tables)}");
    }

    private static string? Lacking(IReadOnlyCollection<TableRights> rights, string what)
    {
        var missing = rights.Where(table => table.Quoted is null).Select(table => table.Name).ToArray();
        var refused = rights.Where(table => table is { Quoted: not null, MayUse: false }).Select(table => table.Name).ToArray();
        string?[] lacking =
        [
            missing.Length == 0 ? null : $"not there: {string.Join(", ", missing)}",
            refused.Length == 0 ? null : $"the role may not {what} {string.Join(", ", refused)}; grant it",
        ];
        return lacking.Any(text => text is not null) ? string.Join(". ", lacking.Where(text => text is not null)) : null;
    }

    private static async Task<IReadOnlyCollection<TableRights>> LookAsync(NpgsqlConnection session, ImmutableArray<string> tables, string rights, CancellationToken cancellationToken)
    {
        var needed = rights.Split(", ");
        var found = await session.QueryAsync<TableRights>(new(
            """
            select t.name as "Name", c.oid::regclass::text as "Quoted",
                coalesce((select bool_and(has_table_privilege(c.oid, r)) from unnest(@needed) r), false) as "MayUse"
            from unnest(@names) with ordinality t(name, place)
            left join pg_class c on c.oid = to_regclass(t.name)
            order by t.place
            """,
            new { names = tables.ToArray(), needed }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        return [.. found];
    }
}
