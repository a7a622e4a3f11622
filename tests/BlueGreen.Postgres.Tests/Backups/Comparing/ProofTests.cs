using System.Runtime.Versioning;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Backups.Killing;

namespace BlueGreen.Postgres.Tests.Backups.Comparing;

/// <summary>Backups are proven by all that is compared: what is equal passes, also under load, and what is not is named.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProofTests
{
    private static readonly (string Damage, string Name)[] Damages =
    [
        ("select setval('purchase_id_seq', 5)", "sequence public.purchase_id_seq: 5 instead of 1000"),
        ("drop index purchase_customer", "missing index purchase_customer on public.purchase"),
        ("create or replace view rich as select 1 as one", "view public.rich: definition"),
        ("create or replace function one() returns int language sql as 'select 2'", "routine public.one()"),
        ("drop trigger told on purchase", "missing trigger told on public.purchase"),
        ("alter table purchase drop constraint purchase_customer_fkey", "missing constraint purchase_customer_fkey on public.purchase"),
        ("alter table customer alter column name drop not null", "column public.customer.name: nullable no → yes"),
        ("drop extension pg_trgm", "missing extension pg_trgm"),
        ("select lo_put(90001, 2, 'X')", "large object 90001: other content"),
        ("select lo_create(90009)", "large object 90009 was not there"),
        ("update customer set name = 'somebody' where id = 7", "public.customer: other rows"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Something_of_everything_comes_back_as_it_was()
    {
        await using var shop = await SmallShop.CreateAsync();
        await shop.ExecuteAsync(Everything.Setup("everybody"));
        var backup = await shop.Backups.TakeAsync(cancellationToken: Stop);
        Assert.NotNull(backup.VerifiedAt);
        var copy = await shop.Backups.RestoreBesideAsync(backup, Stop);
        var (live, restored) = (await FingerprintAsync(shop, shop.Name), await FingerprintAsync(shop, copy.Name));
        Assert.Empty(live.Compare(restored).Differences);
        Assert.Equal(live.Schema.Fingerprint, restored.Schema.Fingerprint);
    }

    [Fact]
    public async Task Users_who_write_and_draw_numbers_meanwhile_do_not_disturb()
    {
        await using var shop = await ShopDatabase.CreateAsync();
        await shop.Inner.ExecuteAsync("create sequence up; create sequence down increment -7; create sequence round maxvalue 50 cycle; create table ticket (id bigint generated always as identity, at timestamptz default now())");
        var script = Path.Combine(Directory.CreateTempSubdirectory("bluegreen-script-").FullName, "script");
        await File.WriteAllTextAsync(script, "insert into ticket default values;\nselect nextval('up'), nextval('down'), nextval('round');\nselect lo_create(0);\n", Stop);
        using var users = shop.Cluster.StartClient("pgbench", shop.Name, "--no-vacuum", "--client=2", "--time=120", $"--file={script}");
        await shop.OpenAsync(Stop);
        await shop.Inner.UntilAsync("select count(*) > 100 from ticket", Stop);
        var backup = await shop.Backups().TakeAsync(cancellationToken: Stop);
        var copy = await shop.Backups().RestoreBesideAsync(backup, Stop);
        users.Kill();
        await users.WaitForExitAsync(Stop);
        Assert.NotNull(backup.VerifiedAt);
        Assert.True(await shop.QueryAsync<long>("select last_value from up") > await shop.Cluster.QueryAsync<long>("select last_value from up", copy.Name));
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);
        await shop.Backups().DropAsync(copy, Stop);
    }

    [Fact]
    public async Task What_a_restore_does_not_bring_back_is_named()
    {
        await using var shop = await SmallShop.CreateAsync();
        await shop.ExecuteAsync("""
            create extension pg_trgm; create index purchase_customer on purchase (customer); create view rich as select customer as one from purchase where total > 900; select lo_from_bytea(90001, 'content');
            create function one() returns int language sql as 'select 1'; create function tell() returns trigger language plpgsql as 'begin return new; end'; create trigger told before insert on purchase for each row execute function tell();
            """);
        var backup = await shop.Backups.TakeAsync(verify: false, Stop);
        foreach (var (damage, name) in Damages)
        {
            using var tools = new FakeTools().Add("pg_restore", $"""
                /usr/lib/postgresql/15/bin/pg_restore "$@" && [ "$1" = --version ] || /usr/lib/postgresql/15/bin/psql -q -v ON_ERROR_STOP=1 -c "{damage}" >&2
                """);
            var damaging = shop.Host.Backups(options => options.ProgramFolder = tools.Folder);
            var failure = await Assert.ThrowsAsync<ProviderException>(() => damaging.VerifyAsync(backup, Stop));
            Assert.Contains($"Backup {backup.Name} does not bring back db0 as it was: ", failure.Message);
            Assert.Contains(name, failure.Message);
            Assert.Contains(name, (await Assert.ThrowsAsync<ProviderException>(() => damaging.RestoreBesideAsync(backup, Stop))).Message);
        }

        Assert.Equal([shop.Name], await shop.DatabasesAsync());
        Assert.NotNull((await shop.Backups.VerifyAsync(backup, Stop)).VerifiedAt);
    }

    [Fact]
    public async Task An_extension_of_another_version_is_named()
    {
        await using var shop = await SmallShop.CreateAsync();
        await shop.ExecuteAsync("create extension pg_trgm version '1.5'");
        var failure = await Assert.ThrowsAsync<ProviderException>(() => shop.Backups.TakeAsync(cancellationToken: Stop));
        Assert.Contains("extension pg_trgm: version 1.5 → 1.6", failure.Message);
        await shop.ExecuteAsync("alter extension pg_trgm update");
        Assert.NotNull((await shop.Backups.TakeAsync(cancellationToken: Stop)).VerifiedAt);
    }

    private static Task<DatabaseFingerprint> FingerprintAsync(SmallShop shop, string database) => DatabaseFingerprint.ReadAsync(shop.Cluster.ConnectionString(database), cancellationToken: Stop);
}
