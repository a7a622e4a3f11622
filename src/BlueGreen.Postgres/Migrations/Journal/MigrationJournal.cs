using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>What was run, in the migrated database itself.</summary>
internal sealed partial class MigrationJournal(string schema)
{
    /// <summary>What the server says where another process answers than the one that holds the lock.</summary>
    public const string AnotherProcess = "bluegreen: another process";

    private const int Races = 3;

    private const string Texts = """script as "Script", down as "Down", previous as "Previous",""";

    /// <summary>Creates the tables where they are missing. Two that do it at once collide; the loser looks again.</summary>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !await HasAsync(connection, "migration_schema", cancellationToken).ConfigureAwait(false); attempt++)
        {
            try
            {
                var isThere = await connection.ExecuteScalarAsync<bool>(Command("select to_regnamespace(@schema) is not null", new { schema }, null, cancellationToken)).ConfigureAwait(false);
                await connection.ExecuteAsync(Command(JournalTables.Create(schema, withSchema: !isThere), null, null, cancellationToken)).ConfigureAwait(false);
                return;
            }
            catch (PostgresException collision) when (attempt < Races && collision.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateSchema)
            {
            }
        }
    }

    public Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => HasAsync(connection, "migration_session", cancellationToken);

    /// <summary>All parts, in the order in which they were applied.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="withTexts">Whether to read the scripts too, which only a revert needs.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<ImmutableArray<JournalRow>> ReadAsync(NpgsqlConnection connection, bool withTexts, CancellationToken cancellationToken) =>
    [
        .. await connection.QueryAsync<JournalRow>(Command(
            $"""
            select migration as "Migration", phase as "Phase", state as "State", checksum as "Checksum", {(withTexts ? Texts : "")} attempt as "Attempt",
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
            select a.pid as "Pid", a.application_name as "ApplicationName", s.rollout as "Rollout", s.operation as "Operation",
                exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory' and l.granted) as "HoldsLock"
            from {schema}.migration_session s join pg_stat_activity a on a.pid = s.pid and a.backend_start = s.backend_start
            """,
            null, null, cancellationToken)).ConfigureAwait(false);

    /// <summary>Says that this session works.</summary>
    public PipelinedCommand Register(RunContext context) => PipelinedCommand.Of(
        $"""
        insert into {schema}.migration_session as s (pid, backend_start, rollout, operation)
        select pid, backend_start, @rollout, @operation from pg_stat_activity where pid = pg_backend_pid()
        on conflict (is_only) do update set pid = excluded.pid, backend_start = excluded.backend_start, rollout = excluded.rollout, operation = excluded.operation
        """,
        PipelinedCommand.Value("rollout", context.Rollout?.Value), PipelinedCommand.Value("operation", context.Operation?.Value));

    /// <summary>
    /// Keeps the highest token, within the transaction, and sets the transaction's lock timeout. Fails, and the transaction with it, where the token is too old, because a lower one would leave the row
    /// without its epoch; and where another server process answers than the one that holds the lock, so that a pooler is found out.
    /// </summary>
    public PipelinedCommand Fence(RunContext context, int pid, string applicationName, TimeSpan lockTimeout)
    {
        var settings = $"select set_config('lock_timeout', case pg_backend_pid() when @pid then @timeout else '{AnotherProcess}' end, true), set_config('application_name', @name, false)";
        return PipelinedCommand.Of(
            context.Token is null ? settings : $"with fence as ({Refuse} returning 1) {settings} from fence",
            PipelinedCommand.Value("pid", pid), PipelinedCommand.Value("timeout", string.Create(CultureInfo.InvariantCulture, $"{(long)lockTimeout.TotalMilliseconds}ms")), PipelinedCommand.Value("name", applicationName),
            PipelinedCommand.Value("application", context.Application), PipelinedCommand.Value("epoch", context.Token?.Epoch), PipelinedCommand.Value("intent", context.Token?.Intent));
    }

    /// <summary>Raises the token, so that older ones are refused from now on. A newer one stays.</summary>
    public Task RaiseAsync(NpgsqlConnection connection, RunContext context, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Command(Raise, new { application = context.Application, epoch = context.Token?.Epoch, intent = context.Token?.Intent }, null, cancellationToken));

    private Task<bool> HasAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(Command("select to_regclass(@name) is not null", new { name = $"{schema}.{table}" }, null, cancellationToken));

    private string Refuse => $"""
        insert into {schema}.migration_fence as f (application, epoch, intent) values (@application, @epoch, @intent)
        on conflict (application) do update set epoch = case when (f.epoch, f.intent) <= (excluded.epoch, excluded.intent) then excluded.epoch end, intent = excluded.intent
        """;

    private string Raise => $"""
        insert into {schema}.migration_fence as f (application, epoch, intent) values (@application, @epoch, @intent)
        on conflict (application) do update set epoch = excluded.epoch, intent = excluded.intent where (f.epoch, f.intent) <= (excluded.epoch, excluded.intent)
        """;

    private static CommandDefinition Command(string sql, object? values, NpgsqlTransaction? transaction, CancellationToken cancellationToken) =>
        new(sql, values, transaction, commandTimeout: 0, cancellationToken: cancellationToken);
}
