namespace BlueGreen.Postgres.Journal;

/// <summary>The statements of the leases. The database's clock alone decides.</summary>
internal sealed class LeaseSql(string schema)
{
    private const string Answer = "application.active as rollout, application.name as application, application.owner, application.epoch, application.expires_at as expiresat, clock.at";

    /// <summary>What another claim, start or closing has locked is left to it, and what an append has locked until the next claim: its event may be of a newer format.</summary>
    public string Claim { get; } = $"""
        with free as (
            select name, id from {schema}.application join {schema}.rollout on id = active
            where (expires_at is null or expires_at <= clock_timestamp()) and standing = 'active' and schema <= @schema
                and (@application::text is null or name = @application) and id <> all (@except)
            order by expires_at nulls first, name limit @maximum
            for update of application, rollout skip locked
        ), taken as (
            update {schema}.application set epoch = application.epoch + 1, owner = @owner, expires_at = clock.at + make_interval(secs => @seconds)
            from free, (select clock_timestamp() as at) as clock where application.name = free.name
            returning {Answer}
        ), fenced as (
            update {schema}.rollout set epoch = taken.epoch from taken where rollout.id = taken.rollout
        )
        select rollout, application, owner, epoch, expiresat, at from taken
        """;

    public string Renew { get; } = $"""
        with mine as (
            select application.name from {schema}.application join unnest(@applications, @owners, @epochs) as held (name, owner, epoch)
                on held.name = application.name and held.owner = application.owner and held.epoch = application.epoch
            where expires_at > clock_timestamp() order by application.name for update of application
        )
        update {schema}.application set expires_at = clock.at + make_interval(secs => @seconds)
        from mine, (select clock_timestamp() as at) as clock where application.name = mine.name
        returning {Answer}
        """;

    public string Release { get; } = $"update {schema}.application set owner = null, expires_at = null where name = @application and epoch = @epoch and owner is not null";
}
