using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>What was run, in the migrated database itself.</summary>
internal sealed partial class MigrationJournal(string schema)
{
    private const int Races = 3;

    /// <summary>Creates the tables where they are missing. Two that do it at once collide; the loser looks again.</summary>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !await HasAsync(connection, "migration_schema", cancellationToken).ConfigureAwait(false); attempt++)
        {
            try
            {
                await connection.ExecuteAsync(Command(JournalTables.Create(schema), null, null, cancellationToken)).ConfigureAwait(false);
                return;
            }
            catch (PostgresException collision) when (attempt < Races && collision.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateSchema)
            {
            }
        }
    }

    public Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => HasAsync(connection, "migration_session", cancellationToken);

    /// <summary>All parts, in the order in which they were applied.</summary>
    public async Task<ImmutableArray<JournalRow>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<JournalRow>(Command(
            $"""
            select migration as "Migration", phase as "Phase", state as "State", checksum as "Checksum", script as "Script", down as "Down", previous as "Previous", attempt as "Attempt",
                statement as "Statement", marked as "Marked", cursor as "Cursor", rollout as "Rollout", operation as "Operation", origin as "Origin", detail as "Detail",
                started_at as "StartedAt", sequence as "Sequence"
            from {schema}.migration order by sequence
            """,
            null, null, cancellationToken)).ConfigureAwait(false),
    ];

    /// <summary>The session that works; null when none is alive.</summary>
    public async Task<LiveSession?> ReadSessionAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<LiveSession>(Command(
            $"""
            select a.pid as "Pid", a.application_name as "ApplicationName", s.rollout as "Rollout", s.operation as "Operation"
            from {schema}.migration_session s join pg_stat_activity a on a.pid = s.pid and a.backend_start = s.backend_start
            """,
            null, null, cancellationToken)).ConfigureAwait(false);

    /// <summary>Says that this session works, under a token that is not older than any other.</summary>
    public Task RegisterAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, RunContext context, CancellationToken cancellationToken) => connection.ExecuteAsync(Command(
        $"""
        insert into {schema}.migration_session as s (pid, backend_start, rollout, operation)
        select pid, backend_start, @rollout, @operation from pg_stat_activity where pid = pg_backend_pid()
        on conflict (is_only) do update set pid = excluded.pid, backend_start = excluded.backend_start, rollout = excluded.rollout, operation = excluded.operation
        """,
        Whose(context), transaction, cancellationToken));

    /// <summary>
    /// Keeps the highest token and refuses lower ones, within the transaction; sets the transaction's lock timeout; and says which server process answers, so that a pooler is found out.
    /// </summary>
    /// <exception cref="ProviderException">The token is too old.</exception>
    public async Task<int> FenceAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, RunContext context, string applicationName, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        var settings = "pg_backend_pid() as pid, set_config('lock_timeout', @timeout, true), set_config('application_name', @name, false)";
        var sql = context.Token is null ? $"select {settings}" : $"with fence as ({Raise}) select {settings} from fence";
        var pid = await connection.ExecuteScalarAsync<int?>(Command(
            sql,
            new
            {
                timeout = $"{(long)lockTimeout.TotalMilliseconds}ms",
                name = applicationName,
                application = context.Application,
                epoch = context.Token?.Epoch,
                intent = context.Token?.Intent,
            },
            transaction, cancellationToken)).ConfigureAwait(false);
        return pid ?? throw ProviderException.Permanent(
            $"Migrating as {context.Operation} with token {context.Token} was refused: a newer write was made for '{context.Application}' since. Leave it to the driver of that one.");
    }

    /// <summary>Raises the token, so that older ones are refused from now on. A newer one stays.</summary>
    public Task RaiseAsync(NpgsqlConnection connection, RunContext context, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Command(Raise, new { application = context.Application, epoch = context.Token?.Epoch, intent = context.Token?.Intent }, null, cancellationToken));

    private Task<bool> HasAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(Command("select to_regclass(@name) is not null", new { name = $"{schema}.{table}" }, null, cancellationToken));

    private string Raise => $"""
        insert into {schema}.migration_fence as f (application, epoch, intent) values (@application, @epoch, @intent)
        on conflict (application) do update set epoch = excluded.epoch, intent = excluded.intent where (f.epoch, f.intent) <= (excluded.epoch, excluded.intent)
        returning 1
        """;

    private static object Whose(RunContext context) => new { rollout = context.Rollout?.Value, operation = context.Operation?.Value };

    private static CommandDefinition Command(string sql, object? values, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        new(sql, values, transaction, commandTimeout: 0, cancellationToken: cancellationToken);
}
