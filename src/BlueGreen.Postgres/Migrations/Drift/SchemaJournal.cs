using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Keeps states of the schema beside the history. Each says after which event it was; when another event has come since, it says nothing of the present.</summary>
internal sealed class SchemaJournal(string schema)
{
    private const int Most = 100;

    private const string Columns = """
        event as "Event", at as "At", origin as "Origin", migration as "Migration", content as "Content", rollout as "Rollout", by as "By", reason as "Reason"
        """;

    /// <summary>The events that change a schema: verifying and filling do not.</summary>
    private const string Changing = "(action = 'revert' or (action = 'apply' and phase in ('expand', 'contract')))";

    private string LastEvent => $"coalesce((select max(id) from {schema}.migration_event where {Changing}), 0)";

    public async Task<bool> ExistsAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<bool>(Command("select to_regclass(@name) is not null", new { name = $"{schema}.migration_schema" }, transaction, cancellationToken)).ConfigureAwait(false);

    /// <summary>The last state, and why it says nothing of the present, null where it does; what is undone may be half done.</summary>
    public async Task<(KeptSchemaRow? Kept, string? Unknown)> ReadLastAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellationToken, params string[] undoing)
    {
        var kept = await connection.QueryFirstOrDefaultAsync<KeptSchemaRow>(Command($"select {Columns} from {schema}.migration_schema order by id desc limit 1", null, transaction, cancellationToken)).ConfigureAwait(false);
        if (kept is null)
        {
            return (null, "no state was kept yet");
        }

        var unknown = await connection.QueryFirstOrDefaultAsync<string>(Command(
            $"""
            select 'a run was interrupted between ' || migration || ' and the keeping of its state' from {schema}.migration_event where id = {LastEvent} and id > @last
            union all
            select migration || ' is half done' from {schema}.migration where state <> 'applied' and phase in ('expand', 'contract') and (statement > 0 or marked) and migration <> all (@undoing) limit 1
            """,
            new { last = kept.Event, undoing }, transaction, cancellationToken)).ConfigureAwait(false);
        return (kept, unknown);
    }

    /// <summary>The states right before and right after a part was applied; null where one was not kept.</summary>
    public async Task<(KeptSchemaRow Before, KeptSchemaRow After)?> ReadAroundAsync(NpgsqlConnection connection, MigrationPartId part, CancellationToken cancellationToken)
    {
        var values = new { migration = part.Migration, phase = part.Phase.ToString().ToLowerInvariant() };
        var applied = $"(select max(id) from {schema}.migration_event where action = 'apply' and migration = @migration and phase = @phase)";
        var after = await connection.QueryFirstOrDefaultAsync<KeptSchemaRow>(Command(
            $"select {Columns} from {schema}.migration_schema where event = {applied} order by id limit 1", values, null, cancellationToken)).ConfigureAwait(false);
        var before = await connection.QueryFirstOrDefaultAsync<KeptSchemaRow>(Command(
            $"""
            select {Columns} from {schema}.migration_schema
            where event = coalesce((select max(id) from {schema}.migration_event where {Changing} and id < {applied}), 0) order by id desc limit 1
            """,
            values, null, cancellationToken)).ConfigureAwait(false);
        return before is null || after is null ? null : (before, after);
    }

    /// <summary>The state before the first migration of a rollout; null where it ran none, where some of them stayed, or where none was kept.</summary>
    public async Task<KeptSchemaRow?> ReadBeforeAsync(NpgsqlConnection connection, RolloutId rollout, CancellationToken cancellationToken) =>
        await connection.QueryFirstOrDefaultAsync<KeptSchemaRow>(Command(
            $"""
            with own as (
                select min(id) as id from {schema}.migration_event where action = 'apply' and rollout = @rollout and not exists (select from {schema}.migration where rollout = @rollout)
            )
            select {Columns} from {schema}.migration_schema
            where event = (select coalesce((select max(id) from {schema}.migration_event where {Changing} and id < own.id), 0) from own where own.id is not null) order by id desc limit 1
            """,
            new { rollout = rollout.Value }, null, cancellationToken)).ConfigureAwait(false);

    public Task KeepAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DatabaseSchema state, string origin, MigrationPartId? part, RunContext context, CancellationToken cancellationToken, string? by = null, string? reason = null) =>
        connection.ExecuteAsync(Command(
            $"""
            insert into {schema}.migration_schema (event, origin, migration, fingerprint, content, rollout, by, reason)
            values ({LastEvent}, @origin, @migration, @fingerprint, @content, @rollout, @by, @reason);
            delete from {schema}.migration_schema where id <= (select max(id) - {Most} from {schema}.migration_schema);
            """,
            new { origin, migration = part?.Name, fingerprint = state.Fingerprint, content = state.ToString(), rollout = context.Rollout?.Value, by, reason }, transaction, cancellationToken));

    private static CommandDefinition Command(string sql, object? values, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        new(sql, values, transaction, commandTimeout: 0, cancellationToken: cancellationToken);
}
