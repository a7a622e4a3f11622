namespace BlueGreen.Postgres.Journal;

/// <summary>
/// The statements of the journal. Locks are taken in one order, application before rollout, so that they never deadlock. Where a decision needs more than one row, the application's row is locked
/// in a statement before: under READ COMMITTED a statement sees what was committed when it began, not when it got its lock.
/// </summary>
internal sealed class JournalSql(string schema, string channel)
{
    private const string Answer = "\nselect epoch, head, updated_at as at from moved";

    /// <summary>Makes or locks the application's row; the statement after it sees all starts and closings before it.</summary>
    public string Start { get; } = $"""
        insert into {schema}.application (name, epoch) values (@application, floor(extract(epoch from clock_timestamp()) * 1000))
        on conflict (name) do update set epoch = case application.epoch when 0 then excluded.epoch else application.epoch end;

        with present as (
            select active, epoch, (select rollout from {schema}.start_key where application = @application and key = @key) as known
            from {schema}.application where name = @application
        ), added as (
            insert into {schema}.rollout (id, application, version, kind, fingerprint, standing, epoch, head, schema, started_at, updated_at)
            select @rollout, @application, @version, @kind, @fingerprint, case when active is null then 'active' else 'queued' end, epoch, 1, @schema, clock.at, clock.at
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

    /// <summary>One row decides, and its conditions are looked at again when another writer had it locked: of many appends at one head, one is written.</summary>
    public string Append { get; } = $"{Move(schema, "", "")}{Answer}";

    /// <summary>Frees the application and, in a statement of its own that sees the place free, lets the next of the queue take it.</summary>
    public string Close { get; } = $"""
        select 1 from {schema}.application where name = (select application from {schema}.rollout where id = @rollout) for update;

        {Move(schema, "standing = 'closed',", "and inbox <= @inbox")}, freed as (
            update {schema}.application set active = null, owner = null, expires_at = null from moved where name = moved.application
        ){Answer};

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
        select standing = 'active' and rollout.epoch = @epoch as ismine, head, inbox, application.epoch, greatest(updated_at, clock_timestamp()) as at
        from {schema}.rollout join {schema}.application on name = application where id = @rollout
        """;

    public string Read { get; } = $"""
        select sequence, event_id as eventid, epoch, at, at_ticks as ticks, event from {schema}.rollout_event
        where rollout = @rollout and sequence > @after order by sequence
        """;

    public string IsClosed { get; } = $"select exists (select from {schema}.rollout where id = @rollout and standing = 'closed')";

    public string List { get; } = $"""
        select id, application, version, kind, fingerprint, standing, outcome,
            started_at as startedat, started_ticks as startedticks, updated_at as updatedat, updated_ticks as updatedticks
        from {schema}.rollout
        where (@application::text is null or application = @application) and (@rollout::text is null or id = @rollout) and (not @openOnly or standing <> 'closed')
            and (@before::text is null or (started_at, started_ticks, number) < (select started_at, started_ticks, number from {schema}.rollout where id = @before))
        order by started_at desc, started_ticks desc, number desc limit @maximum
        """;

    private static string Move(string schema, string change, string condition) => $"""
        with moved as (
            update {schema}.rollout
            set {change} head = head + 1, schema = greatest(schema, @schema), outcome = @outcome, updated_at = greatest(updated_at, clock_timestamp())
            where id = @rollout and standing = 'active' and epoch = @epoch and head = @head {condition}
            returning application, epoch, head, updated_at
        ), written as (
            insert into {schema}.rollout_event (rollout, sequence, event_id, epoch, at, event)
            select @rollout, head, @eventId, @epoch, updated_at, @json::json from moved
        )
        """;
}
