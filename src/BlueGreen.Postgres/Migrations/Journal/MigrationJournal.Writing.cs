using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Running;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <content>What changes a part's row; each with its line in the history.</content>
internal sealed partial class MigrationJournal
{
    /// <summary>Says that a part is begun that cannot be one transaction; what was done of it before stays noted.</summary>
    public PipelinedCommand Begin(PartWork work, RunContext context) => PipelinedCommand.Of(
        $"""
        insert into {schema}.migration as m (migration, phase, state, attempt, rollout, operation) values (@migration, @phase, @state, @attempt, @rollout, @operation)
        on conflict (migration, phase) do update set state = excluded.state, attempt = excluded.attempt, detail = null,
            rollout = case when @isRevert then m.rollout else excluded.rollout end, operation = case when @isRevert then m.operation else excluded.operation end,
            statement = case when m.state = 'applied' or (m.state = 'reverting') <> @isRevert then 0 else m.statement end,
            marked = case when m.state = 'applied' or (m.state = 'reverting') <> @isRevert then false else m.marked end,
            cursor = case when m.state = 'applied' then null else m.cursor end,
            started_at = clock_timestamp()
        """,
        Values(work, context));

    /// <summary>Notes how many statements are done, and whether the next is begun.</summary>
    public PipelinedCommand Step(MigrationPartId part, int statement, bool marked) => PipelinedCommand.Of(
        $"update {schema}.migration set statement = @statement, marked = @marked where migration = @migration and phase = @phase",
        PipelinedCommand.Value("migration", part.Migration), PipelinedCommand.Value("phase", Word(part.Phase)), PipelinedCommand.Value("statement", statement), PipelinedCommand.Value("marked", marked));

    public PipelinedCommand MoveCursor(MigrationPartId part, string cursor) => PipelinedCommand.Of(
        $"update {schema}.migration set cursor = @cursor where migration = @migration and phase = @phase",
        PipelinedCommand.Value("migration", part.Migration), PipelinedCommand.Value("phase", Word(part.Phase)), PipelinedCommand.Value("cursor", cursor));

    /// <summary>Says that a part is applied or undone, in the transaction that did it.</summary>
    /// <param name="work">The part.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="took">How long it took before this transaction.</param>
    /// <param name="locks">What it locked; null to read what the transaction holds.</param>
    public PipelinedCommand Finish(PartWork work, RunContext context, TimeSpan took, ImmutableArray<string>? locks) =>
        PipelinedCommand.Of($"{(work.IsRevert ? Undone : Done(work))} {History(work.IsRevert ? "'revert'" : "'apply'", locks is null ? HeldLocks : "@locks")}", Values(work, context, took, locks, Remark(work)));

    private string Done(PartWork work) => $"""
        with part as (
            insert into {schema}.migration as m (migration, phase, state, checksum, script, down, rollout, operation)
            values (@migration, @phase, 'applied', @attempt, @script, @down, @rollout, @operation)
            on conflict (migration, phase) do update set state = 'applied', checksum = excluded.checksum, script = excluded.script, down = excluded.down,
                previous = {(work.Part.IsRepeatable ? "m.script" : "null")}, attempt = null, statement = 0, marked = false, detail = null, origin = 'run',
                rollout = excluded.rollout, operation = excluded.operation, sequence = excluded.sequence)
        """;

    /// <summary>The row goes, or a repeatable script's earlier form comes back.</summary>
    private string Undone => $"""
        with restored as (
            update {schema}.migration set state = 'applied', checksum = @attempt, script = previous, previous = null, attempt = null, statement = 0, marked = false, detail = null,
                rollout = null, operation = null where @restores and migration = @migration and phase = @phase),
        gone as (delete from {schema}.migration where not @restores and migration = @migration and phase = @phase)
        """;

    /// <summary>
    /// The locks that the transaction holds by now on what was there before it, strong enough to be in somebody's way. A relation is its own where all columns were written by it, or by its
    /// subtransactions, which have the numbers behind its own.
    /// </summary>
    private const string HeldLocks = """
        array(
            select l.relation::regclass || ' ' || replace(l.mode, 'Lock', '') from pg_locks l
            where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted and l.relation >= 16384
                and l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                and coalesce((
                    select bool_or((a.xmin::text::bigint - txid_current()) & 4294967295 >= 1000000)
                    from pg_attribute a where a.attrelid = l.relation), true)
            order by 1)
        """;

    /// <summary>Says that a part failed, and why. What was done of it stays noted.</summary>
    public PipelinedCommand Fail(PartWork work, RunContext context, TimeSpan took, string detail, bool wasAnswered) => PipelinedCommand.Of(
        $"""
        with part as (
            insert into {schema}.migration as m (migration, phase, state, attempt, rollout, operation, detail) values (@migration, @phase, 'failed', @attempt, @rollout, @operation, @detail)
            on conflict (migration, phase) do update set state = case when @isRevert then 'reverting' else 'failed' end, detail = excluded.detail,
                attempt = case when m.state = 'applied' then excluded.attempt else coalesce(m.attempt, excluded.attempt) end,
                marked = m.marked and not @wasAnswered,
                rollout = case when @isRevert then m.rollout else excluded.rollout end, operation = case when @isRevert then m.operation else excluded.operation end)
        {History("case when @isRevert then 'revert failed' else 'apply failed' end", "@locks")}
        """,
        [.. Values(work, context, took, [], detail), PipelinedCommand.Value("wasAnswered", wasAnswered)]);

    /// <summary>Says that a part is applied that was not run here.</summary>
    public Task RecordAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, RecordedPart part, CancellationToken cancellationToken) => connection.ExecuteAsync(Command(
        $"""
        insert into {schema}.migration as m (migration, phase, state, checksum, script, down, origin, detail) values (@migration, @phase, 'applied', @attempt, @script, @down, @origin, @detail)
        on conflict (migration, phase) do update set state = 'applied', checksum = excluded.checksum, script = excluded.script, down = excluded.down, attempt = null, statement = 0, marked = false,
            origin = excluded.origin, detail = excluded.detail, sequence = excluded.sequence;
        {History("@origin", "@locks")}
        """,
        new
        {
            migration = part.Id.Migration,
            phase = Word(part.Id.Phase),
            attempt = part.Checksum,
            script = part.Script,
            down = part.Down,
            origin = part.Origin,
            detail = part.Detail,
            rollout = (string?)null,
            operation = (string?)null,
            took = 0.0,
            locks = Array.Empty<string>(),
        },
        transaction, cancellationToken));

    /// <summary>Drops the row of a part of which nothing was done.</summary>
    public Task ForgetAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, MigrationPartId part, CancellationToken cancellationToken) => connection.ExecuteAsync(Command(
        $"delete from {schema}.migration where migration = @migration and phase = @phase", new { migration = part.Migration, phase = Word(part.Phase) }, transaction, cancellationToken));

    private static string? Remark(PartWork work)
    {
        var allowed = work.Script is { Allowances: [_, ..] all } ? $"allows {string.Join("; ", all)}" : null;
        return allowed is null || work.Note is null ? allowed ?? work.Note : $"{work.Note}; {allowed}";
    }

    private string History(string action, string locks) => $"""
        insert into {schema}.migration_event (migration, phase, action, rollout, operation, took, locks, detail)
        values (@migration, @phase, {action}, @rollout, @operation, @took + extract(epoch from clock_timestamp() - transaction_timestamp()) * 1000, {locks}, @detail)
        """;

    private static NpgsqlParameter[] Values(PartWork work, RunContext context, TimeSpan took = default, ImmutableArray<string>? locks = null, string? detail = null) =>
    [
        PipelinedCommand.Value("migration", work.Part.Migration),
        PipelinedCommand.Value("phase", Word(work.Part.Phase)),
        PipelinedCommand.Value("state", work.IsRevert ? "reverting" : "running"),
        PipelinedCommand.Value("attempt", work.Checksum),
        PipelinedCommand.Value("script", work.Part.Script?.Text),
        PipelinedCommand.Value("down", work.Part.Down?.Text),
        PipelinedCommand.Value("isRevert", work.IsRevert),
        PipelinedCommand.Value("restores", work.Restores),
        PipelinedCommand.Value("rollout", context.Rollout?.Value),
        PipelinedCommand.Value("operation", context.Operation?.Value),
        PipelinedCommand.Value("took", took.TotalMilliseconds),
        PipelinedCommand.Value("locks", locks?.ToArray()),
        PipelinedCommand.Value("detail", detail),
    ];

    private static string Word(PostgresMigrationPhase phase) => phase.ToString().ToLowerInvariant();
}
