using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;

namespace BlueGreen.Postgres.Tests.Backups.Comparing;

/// <summary>Whatever a copy may lack or have otherwise is found and named.</summary>
public sealed class DifferenceTests(DifferenceTests.Original original, ITestOutputHelper output) : IClassFixture<DifferenceTests.Original>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Changes => new()
    {
        { "update wide.person set doc = '{}' where name = 'p7'", "wide.person: other rows" },
        { "delete from wide.event where at > '2026-01-01'", "wide.event_rest: 0 rows instead of 1" },
        { "drop table wide.fast", "wide.fast is missing" },
        { "create table wide.more ()", "wide.more was not there" },
        { "select nextval('wide.odd')", "sequence wide.odd: 1 instead of 4" },
        { "select setval('wide.fresh', 1, true)", "sequence wide.fresh: 1 instead of 1, not given yet" },
        { "alter table wide.person alter column id restart", "sequence wide.person_id_seq: 100, not given yet instead of 345" },
        { "select lo_unlink(90001)", "large object 90001 is missing" },
        { "select lo_put(90002, 2499999, 'x')", "large object 90002: other content" },
        { "select lo_truncate64(lo_open(90004, 393216), 7)", "large object 90004: 7 bytes instead of 3000003" },
        { "alter table wide.parent add x int", "column wide.parent.x" },
        { "alter table wide.parent alter column a type bigint", "column wide.parent.a: type integer → bigint" },
        { "alter table wide.parent alter column a set default 3", "column wide.parent.a: default none → 3" },
        { "alter table wide.person drop constraint person_born", "missing constraint person_born on wide.person" },
        { "alter table wide.person validate constraint person_born", "constraint person_born on wide.person: definition" },
        { "alter table wide.booking drop constraint booking_seat", "missing constraint booking_seat on wide.booking" },
        { "alter table wide.seat detach partition wide.seat_z", "table wide.seat_z: partition of" },
        { "drop index wide.person_lower", "missing index person_lower on wide.person" },
        { "create index more on wide.parent (a)", "unexpected index more on wide.parent" },
        { "alter table wide.person set without cluster", "missing state of index wide.person_born_key" },
        { "create or replace view wide.person_view with (security_barrier) as select p.*, 0::bigint as orders from wide.person p", "view wide.person_view" },
        { "refresh materialized view wide.later", "missing state of materialized view wide.later" },
        { "create or replace function wide.twice(x int default 2, variadic more int[] default '{}') returns int language sql immutable strict parallel safe cost 7 as 'select x * 3'", "routine wide.twice" },
        { "drop procedure wide.proceed", "missing routine wide.proceed" },
        { "alter table wide.person enable trigger person_stamp", "trigger person_stamp on wide.person: enabled no → yes" },
        { "drop trigger person_late on wide.person", "missing trigger person_late on wide.person" },
        { "drop rule quiet on wide.fast", "missing rule quiet on wide.fast" },
        { "drop policy own on wide.person", "missing policy own on wide.person" },
        { "alter type wide.mood add value 'worse'", "enum wide.mood: values" },
        { "alter domain wide.email drop default", "domain wide.email: default" },
        { "drop extension hstore", "missing extension hstore" },
        { "alter extension hstore set schema public", "place of extension hstore: schema ext → public" },
        { "drop cast (wide.place as text)", "missing cast wide.place as text" },
        { "drop operator wide.~+~ (wide.place, wide.place)", "missing operator wide.~+~" },
        { "drop event trigger told", "missing event trigger told" },
        { "alter publication wide_pub add table wide.parent", "publication wide_pub: tables" },
        { "alter text search configuration wide.search drop mapping for word", "text search configuration wide.search" },
        { "alter server elsewhere options (set host 'here')", "foreign server elsewhere: options" },
        { "drop statistics wide.person_names", "missing statistics person_names on wide.person" },
        { "alter sequence wide.odd no cycle", "sequence wide.odd: cycle" },
        { "alter table wide.person alter column id set increment 6", "identity sequence wide.person_id_seq: increment 5 → 6" },
        { "alter sequence wide.\"Order Line_id_seq\" owned by none", "missing owned sequence wide.\"Order Line_id_seq\"" },
        { "alter table wide.parent owner to $", "owner of table wide.parent: role postgres → $" },
        { "alter function wide.stamp owner to $", "owner of routine wide.stamp()" },
        { "alter schema wide owner to postgres", "owner of schema wide" },
        { "grant delete on wide.parent to public", "table wide.parent: grants" },
        { "revoke select (name) on wide.person from public", "column wide.person.name: grants" },
        { "alter default privileges for role $ in schema wide revoke select on tables from public", "missing default privileges of $" },
        { "revoke all on large object 90001 from $", "large objects of postgres: grants" },
        { "alter large object 90002 owner to postgres", "large objects of $" },
        { "comment on column wide.person.name is 'another'", "column wide.person.name: comment The name → another" },
        { "alter table wide.child no inherit wide.parent; alter table wide.child drop a; alter table wide.child add a int; alter table wide.child inherit wide.parent", "columns of wide.child: order a, b → b, a" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Is_found_and_named(string change, string name)
    {
        var copy = await original.CopyAsync();
        Assert.Empty(original.Fingerprint.Compare(await DatabaseFingerprint.ReadAsync(original.Cluster.ConnectionString(copy), cancellationToken: Stop)).Differences);
        await original.Cluster.ExecuteAsync(change.Replace("$", Original.Role, StringComparison.Ordinal), copy);
        var comparison = original.Fingerprint.Compare(await DatabaseFingerprint.ReadAsync(original.Cluster.ConnectionString(copy), cancellationToken: Stop));
        await original.Cluster.ExecuteAsync($"drop database {copy} with (force)");
        output.WriteLine(string.Join('\n', comparison.Differences));
        Assert.Contains(comparison.Differences, difference => difference.Contains(name.Replace("$", Original.Role, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    /// <summary>A database that has something of everything, and copies of it.</summary>
    public sealed class Original : IAsyncLifetime
    {
        public const string Role = "everybody";

        private string _name = "";
        private int _copies;

        public PostgresCluster Cluster { get; private set; } = null!;

        public DatabaseFingerprint Fingerprint { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Cluster = await PostgresCluster.StartAsync();
            await using var database = await MigratedDatabase.CreateAsync(Everything.Setup(Role), Cluster);
            (_name, Fingerprint) = (database.Name, await DatabaseFingerprint.ReadAsync(database.ConnectionString, cancellationToken: Stop));
        }

        public async Task<string> CopyAsync()
        {
            var name = $"copy_{++_copies}";
            await Cluster.ExecuteAsync($"create database {name} template {_name}");
            return name;
        }

        public ValueTask DisposeAsync() => Cluster.DisposeAsync();
    }
}
