namespace BlueGreen.Postgres.Journal;

/// <summary>
/// The statements of the journal. Locks are taken in one order, application before rollout, so that they never deadlock. Where a decision needs more than one row, the application's row is locked
/// in a statement before: under READ COMMITTED a statement sees what was committed when it began, not when it got its lock.
/// </summary>
internal sealed class JournalSql(string schema, string channel)
{
    private const string Change = "schema = greatest(schema, @schema), outcome = @outcome";

    /// <summary>Makes or locks the application's row; the statement after it sees all starts and closings before it.</summary>
    public string Start { get; } = $"""
        insert into {schema}.application (name, epoch) values (@application, floor(extract(epoch from clock_timestamp()) * 1000))
        on conflict (name) do update set epoch = case application.epoch when 0 then excluded.epoch else application.epoch end;

        with present as (
            select active, epoch, (select rollout from {schema}.start_key where application = @application and key = @key) as known
            from {schema}.application where name = @application
        ), added as (
            insert into {schema}.rollout (id, application, version, kind, fingerprint, standing, epoch, schema, started_at)
            select @rollout, @application, @version, @kind, @fingerprint, case when active is null then 'active' else 'queued' end, epoch, @schema, clock.at
            from present, (select clock_timestamp() as at) as clock
            where known is null and (active is null or @mayWait)
            on conflict (id) do nothing
            returning standing, started_at
        ), first_event as (
            insert into {schema}.rollout_event (rollout, sequence, event_id, epoch, at, event)
            select @rollout, 1, @eventId, 0, started_at, @json::json from added
        ), new_key as (
            insert into {schema}.start_key (application, key, rollout) select @application, @key, @rollout from added where @key::text is not null
        ), activated as (
            update {schema}.application set active = @rollout from added where name = @application and standing = 'active'
        )
        select known, active, added.standing as added, (select standing from {schema}.rollout where id = @rollout) as before,
            case when added.standing is not null then pg_notify('{channel}', 'i' || @rollout)::text end as told
        from present left join added on true
        """;

    /// <summary>
    /// The rollout's row decides on the epoch: it is locked, and looked at again where another writer had it locked. The events' key decides on the head: of many appends after one event, one
    /// is written. The rollout's row is written only where an event changes it.
    /// </summary>
    public string Append { get; } = $"""
        {Write(schema, "")}, changed as (
            update {schema}.rollout set {Change} from written where id = @rollout and (schema < @schema or outcome is distinct from @outcome)
        )
        select at from written
        """;

    /// <summary>Frees the application and, in a statement of its own that sees the place free, lets the next of the queue take it.</summary>
    public string Close { get; } = $"""
        select 1 from {schema}.application where name = (select application from {schema}.rollout where id = @rollout) for update;

        {Write(schema, "and inbox <= @inbox")}, closed as (
            update {schema}.rollout set standing = 'closed', {Change} from written where id = @rollout returning application
        ), freed as (
            update {schema}.application set active = null, owner = null, expires_at = null from closed where name = closed.application
        )
        select at from written;

        with next as (
            update {schema}.rollout set standing = 'active', epoch = place.epoch
            from (
                select queued.id, application.epoch from {schema}.rollout as queued join {schema}.application on name = queued.application
                where name = (select application from {schema}.rollout where id = @rollout) and active is null and queued.standing = 'queued'
                order by queued.number limit 1) as place
            where rollout.id = place.id
            returning rollout.id, rollout.application
        ), activated as (
            update {schema}.application set active = next.id from next where name = next.application
        )
        select pg_notify('{channel}', 'i' || id)::text from next
        """;

    /// <summary>Why nothing was appended.</summary>
    public string Look { get; } = $"""
        select standing = 'active' and rollout.epoch = @epoch as ismine, sequence as head, inbox, application.epoch, greatest(at, clock_timestamp()) as at
        from {schema}.rollout join {schema}.application on name = application {Last(schema)} where id = @rollout
        """;

    public string Read { get; } = $"""
        select sequence, event_id as eventid, epoch, at, at_ticks as ticks, event from {schema}.rollout_event
        where rollout = @rollout and sequence > @after order by sequence
        """;

    public string IsClosed { get; } = $"select exists (select from {schema}.rollout where id = @rollout and standing = 'closed')";

    public string List { get; } = $"""
        select id, application, version, kind, fingerprint, standing, outcome,
            started_at as startedat, started_ticks as startedticks, at as updatedat, at_ticks as updatedticks
        from {schema}.rollout {Last(schema)}
        where (@application::text is null or application = @application) and (@rollout::text is null or id = @rollout) and (not @openOnly or standing <> 'closed')
            and (@before::text is null or (started_at, started_ticks, number) < (select started_at, started_ticks, number from {schema}.rollout where id = @before))
        order by started_at desc, started_ticks desc, number desc limit @maximum
        """;

    private static string Write(string schema, string condition) => $"""
        with held as (
            select id from {schema}.rollout where id = @rollout and standing = 'active' and epoch = @epoch {condition} for no key update
        ), written as (
            insert into {schema}.rollout_event (rollout, sequence, event_id, epoch, at, event)
            select id, @head + 1, @eventId, @epoch, greatest(at, clock_timestamp()), @json::json
            from held join {schema}.rollout_event on rollout = @rollout and sequence = @head
            on conflict do nothing
            returning at
        )
        """;

    private static string Last(string schema) =>
        $"cross join lateral (select sequence, at, at_ticks from {schema}.rollout_event where rollout = id order by sequence desc limit 1) as last";
}
