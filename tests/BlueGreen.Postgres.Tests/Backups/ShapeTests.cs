using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>Databases of other encodings, collations, owners, rights and comments: what takes their place is the same in all of that.</summary>
public sealed class ShapeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>All that the server says of a database, but numbers that it counts itself, and who granted what.</summary>
    private const string Traits = """
        select (to_jsonb(d) - array['oid', 'datname', 'datfrozenxid', 'datminmxid', 'datdba', 'datacl'])::text || ' owner ' || pg_get_userbyid(datdba) || ' rights ' || coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(datacl) a), 'none')
            || ' settings ' || coalesce((select string_agg(setrole::text || setconfig::text, ' ' order by setrole) from pg_db_role_setting where setdatabase = d.oid), 'none') || ' comment ' || coalesce(shobj_description(oid, 'pg_database'), 'none')
        from pg_database d where datname = 'shop'
        """;

    [Fact]
    public async Task What_takes_the_place_is_the_same()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await CheckAsync(
            cluster,
            "encoding 'UTF8' locale_provider icu icu_locale 'de-AT'",
            "encoding 'UTF8' locale_provider icu icu_locale 'en-u-kn-true' lc_collate 'C' lc_ctype 'C'",
            "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'",
            "encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'",
            "encoding 'EUC_JP' lc_collate 'POSIX' lc_ctype 'C'");
    }

    [Fact]
    public async Task What_takes_the_place_is_the_same_where_others_sort_by_icu()
    {
        await using var cluster = await PostgresCluster.StartWithIcuAsync();
        await CheckAsync(
            cluster,
            "encoding 'UTF8'",
            "encoding 'UTF8' locale_provider libc lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'",
            "encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C'");
    }

    [Fact]
    public async Task A_role_without_all_rights_restores_what_is_its_own()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("create role app login createdb password 'app'; alter role app set statement_timeout = '20s'");
        await cluster.ExecuteAsync("create database shop owner app");
        var app = cluster.ConnectionString("shop", "app", "app");
        await cluster.ExecuteAsync("set role app; create table word (id serial primary key, text text); insert into word (text) values ('one')", "shop");
        var backups = new PostgresBackups(app, new InMemoryArtifactStore(), "shop");
        var backup = await backups.TakeAsync(cancellationToken: Stop);
        var plan = await backups.PlanSwapAsync(await backups.RestoreBesideAsync(backup, Stop), Stop);
        await backups.SwapAsync(plan, plan.Token, Stop);
        Assert.Equal("app", await cluster.QueryAsync<string>("select pg_get_userbyid(datdba)::text from pg_database where datname = 'shop'"));
        Assert.Equal("one", await cluster.QueryAsync<string>("select text from word", "shop"));
    }

    [Fact]
    public async Task What_a_role_may_not_give_is_refused_and_named()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("create role boss; create role app login createdb password 'app'");
        await cluster.ExecuteAsync("create database shop owner boss");
        await cluster.ExecuteAsync("create table word (id int); alter table word owner to app; grant all on schema public to app", "shop");
        var backups = new PostgresBackups(cluster.ConnectionString("shop", "app", "app"), new InMemoryArtifactStore(), "shop");
        var backup = await backups.TakeAsync(verify: false, Stop);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => backups.RestoreBesideAsync(backup, Stop));
        Assert.Contains("\"boss\"", refused.Message);
        Assert.Equal(1, await cluster.QueryAsync<long>("select count(*) from pg_database where datname like 'shop%'"));
    }

    [Fact]
    public async Task A_copy_that_sorts_otherwise_than_what_was_dumped_is_refused()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        await cluster.ExecuteAsync("create database shop template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'");
        await cluster.ExecuteAsync("create table word (id int)", "shop");
        var backups = new PostgresBackups(cluster.ConnectionString("shop"), new InMemoryArtifactStore(), "shop");
        var backup = await backups.TakeAsync(verify: false, Stop);
        await cluster.ExecuteAsync("drop database shop with (force)");
        await cluster.ExecuteAsync("create database shop template template0 encoding 'UTF8' locale_provider icu icu_locale 'de'");
        var refused = await Assert.ThrowsAsync<ProviderException>(() => backups.RestoreBesideAsync(backup, Stop));
        Assert.Contains("made as database: encoding LATIN1 → UTF8", refused.Message);
        Assert.Contains("locale provider libc → icu", refused.Message);
        Assert.Empty(await backups.FindCopiesAsync(Stop));
    }

    private static async Task CheckAsync(PostgresCluster cluster, params string[] shapes)
    {
        await cluster.ExecuteAsync("create role boss; create role reader; create role clerk");
        foreach (var shape in shapes)
        {
            await CheckAsync(cluster, shape);
            await cluster.ExecuteAsync("drop database shop with (force)");
        }
    }

    private static async Task CheckAsync(PostgresCluster cluster, string shape)
    {
        await cluster.ExecuteAsync($"create database shop template template0 {shape}");
        await cluster.ExecuteAsync("""
            comment on database shop is 'It''s the shop';
            alter database shop owner to boss; alter database shop connection limit 90; revoke connect on database shop from public; grant connect on database shop to reader with grant option; grant temp on database shop to clerk;
            alter database shop set search_path = public, "odd one"; alter database shop set "app.tenant" = 'it''s'; alter role reader in database shop set work_mem = '9MB';
            """);
        await cluster.ExecuteAsync("""
            create extension citext; create table word (id serial primary key, text text, sorted citext); create index word_text on word (text); comment on extension citext is 'ours'; comment on schema public is 'all';
            insert into word (text, sorted) select chr(97 + i % 26) || case i % 3 when 0 then '10' else '9' end, 'A' || i from generate_series(1, 300) i; alter table word owner to boss; grant select on word to reader;
            """, "shop");
        if (shape.Contains("LATIN1", StringComparison.Ordinal) || shape.Contains("UTF8", StringComparison.Ordinal))
        {
            await cluster.ExecuteAsync("insert into word (text) values ('Größe'), ('Österreich'), ('Öl')", "shop");
        }

        var (traits, sorted, live) = (await cluster.QueryAsync<string>(Traits), await SortedAsync(cluster), await FingerprintAsync(cluster));
        var backups = new PostgresBackups(cluster.ConnectionString("shop"), new InMemoryArtifactStore(), "shop");
        var backup = await backups.TakeAsync(cancellationToken: Stop);
        Assert.NotNull(backup.VerifiedAt);
        var plan = await backups.PlanSwapAsync(await backups.RestoreBesideAsync(backup, Stop), Stop);
        await backups.SwapAsync(plan, plan.Token, Stop);
        Assert.Equal(traits, await cluster.QueryAsync<string>(Traits));
        Assert.Equal(sorted, await SortedAsync(cluster));
        Assert.Empty(live.Compare(await FingerprintAsync(cluster)).Differences);
    }

    private static Task<string> SortedAsync(PostgresCluster cluster) => cluster.QueryAsync<string>("select string_agg(id::text, ' ' order by text, id) from word", "shop");

    private static Task<DatabaseFingerprint> FingerprintAsync(PostgresCluster cluster) => DatabaseFingerprint.ReadAsync(cluster.ConnectionString("shop"), cancellationToken: Stop);
}
