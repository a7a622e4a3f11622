namespace BlueGreen.Postgres.Notifications;

/// <summary>The statements of the cursors.</summary>
internal sealed class CursorSql(string schema)
{
    /// <summary>Answers no row where another owner has the right.</summary>
    public string Claim { get; } = $"""
        insert into {schema}.notification_lease as present (subscriber, owner, expires_at) values (@subscriber, @owner, clock_timestamp() + make_interval(secs => @seconds))
        on conflict (subscriber) do update set owner = excluded.owner, expires_at = clock_timestamp() + make_interval(secs => @seconds)
        where present.owner = excluded.owner or present.expires_at <= clock_timestamp()
        returning true
        """;

    public string Release { get; } = $"delete from {schema}.notification_lease where subscriber = @subscriber and owner = @owner";

    public string Read { get; } = $"select sequence from {schema}.notification_cursor where subscriber = @subscriber and rollout = @rollout";

    public string Write { get; } = $"""
        insert into {schema}.notification_cursor as present (subscriber, rollout, sequence) values (@subscriber, @rollout, @sequence)
        on conflict (subscriber, rollout) do update set sequence = excluded.sequence where present.sequence < excluded.sequence
        """;
}
