namespace BlueGreen.Postgres.Traffic;

/// <summary>The statements of the register.</summary>
internal sealed class TrafficSql(string schema, string channel)
{
    public string Read { get; } = $"select epoch, intent, entry from {schema}.traffic_split where application = @application";

    /// <summary>Writes what is not older, and forgets routers that have stopped by their own word.</summary>
    public string Write { get; } = $"""
        with written as (
            insert into {schema}.traffic_split as present (application, epoch, intent, entry, written_at) values (@application, @epoch, @intent, @json::json, clock_timestamp())
            on conflict (application) do update set epoch = excluded.epoch, intent = excluded.intent, entry = excluded.entry, written_at = excluded.written_at
            where (present.epoch, present.intent) <= (excluded.epoch, excluded.intent)
            returning application
        ), forgotten as (
            delete from {schema}.router using written where router.application = written.application and at + valid_for < clock_timestamp()
        )
        select pg_notify('{channel}', 't' || application)::text from written
        """;

    /// <summary>
    /// Repeats, or replaces, what a router said, without waiting for the disk. What a crash of the server loses of it makes the router look older than it is until its next word, and nothing else: its row was
    /// written durably.
    /// </summary>
    public string AcknowledgeAgain { get; } = $"""
        update {schema}.router set epoch = @epoch, intent = @intent, at = clock_timestamp(), valid_for = null
        where application = @application and router = @router and valid_for is null and set_config('synchronous_commit', 'off', true) is not null
        """;

    public string Acknowledge { get; } = $"""
        insert into {schema}.router (application, router, epoch, intent, at, valid_for) values (@application, @router, @epoch, @intent, clock_timestamp(), @validFor)
        on conflict (application, router) do update set epoch = excluded.epoch, intent = excluded.intent, at = excluded.at, valid_for = excluded.valid_for
        """;

    public string Withdraw { get; } = $"delete from {schema}.router where application = @application and router = @router";

    public string ReadAcknowledgements { get; } = $"""
        select router, epoch, intent, at, at < clock_timestamp() - make_interval(secs => @seconds) as issilent from {schema}.router
        where application = @application and (valid_for is null or at + valid_for >= clock_timestamp()) order by router
        """;
}
