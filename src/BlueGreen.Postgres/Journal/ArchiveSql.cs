namespace BlueGreen.Postgres.Journal;

/// <summary>The statements of the archive.</summary>
internal sealed class ArchiveSql(string schema)
{
    /// <summary>Journal, signals and key go with the rollout, by their foreign keys.</summary>
    public string Delete { get; } = $"""
        with gone as (delete from {schema}.rollout where id = @rollout and standing = 'closed' returning id),
            cursors as (delete from {schema}.notification_cursor using gone where rollout = gone.id)
        select exists (select from gone) as isgone, exists (select from {schema}.rollout where id = @rollout) as wasthere
        """;

    public string Import { get; } = $"""
        with added as (
            insert into {schema}.rollout (id, application, version, kind, fingerprint, standing, outcome, epoch, schema, started_at, started_ticks)
            values (@rollout, @application, @version, @kind, @fingerprint, 'closed', @outcome, @epoch, @schema, @startedAt, @startedTicks)
            on conflict (id) do nothing
            returning id
        ), raised as (
            insert into {schema}.application (name, epoch) select @application, @epoch from added
            on conflict (name) do update set epoch = greatest(application.epoch, excluded.epoch)
            returning active, epoch
        ), fenced as (
            update {schema}.rollout set epoch = raised.epoch from raised where id = raised.active and rollout.epoch < raised.epoch
        ), written as (
            insert into {schema}.rollout_event (rollout, sequence, event_id, epoch, at, at_ticks, event)
            select id, entry.* from added, unnest(@sequences, @eventIds, @epochs, @times, @ticks, @events::json[]) as entry
        )
        select count(*) from added
        """;
}
