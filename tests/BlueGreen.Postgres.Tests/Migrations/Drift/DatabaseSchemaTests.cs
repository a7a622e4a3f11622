using BlueGreen.Postgres.Migrations.Drift;

namespace BlueGreen.Postgres.Tests.Migrations.Drift;

public sealed class DatabaseSchemaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_that_is_restored_has_the_same_schema()
    {
        await using var original = await MigratedDatabase.CreateAsync(Everything.Sql);
        await using var copy = await MigratedDatabase.CreateAsync();
        var file = Path.GetTempFileName();
        try
        {
            await original.Cluster.RunClientAsync("pg_dump", original.Name, "-Fc", "-f", file);
            await copy.Cluster.RunClientAsync("pg_restore", copy.Name, "-d", copy.Name, "--exit-on-error", file);
        }
        finally
        {
            File.Delete(file);
        }

        var scope = new SchemaScope { Grants = true, Comments = true };
        var (before, after) = (await ReadAsync(original, scope), await ReadAsync(copy, scope));
        Assert.True(before.Compare(after).AreEqual, before.Compare(after).ToString());
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_file_holds_all_of_it()
    {
        await using var database = await MigratedDatabase.CreateAsync(Everything.Sql);
        var schema = await ReadAsync(database, new() { Grants = true, Comments = true, Except = ["public.parent"] });
        var path = Path.GetTempFileName();
        try
        {
            await schema.SaveAsync(path, Stop);
            var loaded = await DatabaseSchema.LoadAsync(path, Stop);
            Assert.Equal(schema, loaded);
            Assert.Equal(schema.Fingerprint, loaded.Fingerprint);
            Assert.Equal(schema.Scope, loaded.Scope);
            Assert.Equal(schema.ToString(), loaded.ToString());
            Assert.Equal(schema, DatabaseSchema.Parse(schema.ToString().ReplaceLineEndings("\r\n")));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(
            ["aggregate", "column", "composite type", "constraint", "domain", "enum", "extension", "index", "materialized view", "policy", "range", "routine", "schema", "sequence", "statistics", "table", "trigger", "view"],
            schema.Objects.Select(one => one.Kind).Distinct().Order());
        Assert.Contains("table public.customers\n    row security: on\n    grants: public: select\n    comment: people\n  column balance\n    type: public.cents\n", schema.ToString());
    }

    [Fact]
    public void A_text_that_is_no_schema_is_refused_with_its_line()
    {
        Assert.Contains("Line 1", Assert.Throws<FormatException>(() => DatabaseSchema.Parse("create table t ()")).Message);
        Assert.Contains("Line 4", Assert.Throws<FormatException>(() => DatabaseSchema.Parse("BlueGreen schema 1\n  journal: bluegreen\n\nteble public.t\n")).Message);
        Assert.Contains("Line 5", Assert.Throws<FormatException>(() => DatabaseSchema.Parse("BlueGreen schema 1\n  journal: bluegreen\n\ntable public.t\n    nonsense\n")).Message);
    }

    [Fact]
    public async Task Neither_the_order_of_columns_nor_a_search_path_nor_an_owner_counts()
    {
        await using var one = await MigratedDatabase.CreateAsync("create table t (a int, b text); create view v as select a, b from t");
        await using var other = await MigratedDatabase.CreateAsync("create table t (b text); alter table t add x int, add a int; alter table t drop x; create view v as select a, b from t");
        await other.ExecuteAsync($"alter database {other.Name} set search_path = pg_temp; create role owner_of_{other.Name}; alter table public.t owner to owner_of_{other.Name}");
        Assert.Equal(await ReadAsync(one), await ReadAsync(other));
    }

    [Theory]
    [InlineData("alter table orders alter total type bigint", "changed", "column public.orders.total: type integer → bigint")]
    [InlineData("alter table orders alter total set not null", "changed", "column public.orders.total: nullable yes → no")]
    [InlineData("alter table orders alter state drop default", "changed", "column public.orders.state: default 'new'::text → none")]
    [InlineData("alter table orders add hotfix text not null", "unexpected", "column public.orders.hotfix (type text, nullable no)")]
    [InlineData("drop index orders_total", "missing", "index orders_total on public.orders (CREATE INDEX orders_total ON public.orders USING btree (total))")]
    [InlineData("create table more (id int primary key)", "unexpected", "table public.more")]
    [InlineData("alter table orders drop constraint orders_check", "missing", "constraint orders_check on public.orders (CHECK ((total > 0)))")]
    [InlineData("alter table orders disable trigger touch", "changed", "trigger touch on public.orders: enabled yes → no")]
    [InlineData("create or replace function touch() returns trigger language plpgsql as $$\nbegin\n  return null;\nend $$", "changed", "routine public.touch(): definition, line 6: return new; → return null;")]
    [InlineData("alter type mood add value 'glad'", "changed", "enum public.mood: values 'sad' → 'sad', 'glad'")]
    [InlineData("alter table orders enable row level security", "changed", "table public.orders: row security off → on")]
    [InlineData("update pg_index set indisvalid = false where indexrelid = 'orders_total'::regclass", "changed", "index orders_total on public.orders: valid yes → no")]
    [InlineData("alter sequence numbers increment 7", "changed", "sequence public.numbers: increment 1 → 7")]
    public async Task A_difference_is_said_in_words(string change, string kind, string what)
    {
        await using var database = await MigratedDatabase.CreateAsync("""
            create type mood as enum ('sad'); create sequence numbers;
            create table orders (total int constraint orders_check check (total > 0), state text default 'new'); create index orders_total on orders (total);
            """);
        await database.ExecuteAsync("create function touch() returns trigger language plpgsql as $$\nbegin\n  return new;\nend $$; create trigger touch before update on orders for each row execute function touch()");
        var expected = await ReadAsync(database);
        await database.ExecuteAsync(change);
        var comparison = expected.Compare(await ReadAsync(database));
        var difference = Assert.Single(comparison.Differences);
        Assert.Equal(kind, difference.Kind.ToString().ToLowerInvariant());
        Assert.Contains($"  {kind}{Environment.NewLine}    {what}{Environment.NewLine}", comparison.ToString());
        Assert.StartsWith("1 difference from the expected schema", comparison.ToString());
    }

    [Fact]
    public async Task What_a_scope_leaves_out_does_not_count()
    {
        await using var database = await MigratedDatabase.CreateAsync("create schema audit; create table events (at int not null) partition by range (at); create index on events (at)");
        var scopes = new SchemaScope[] { new(), new() { Partitions = false }, new() { Except = ["public.events_1*", "audit.*"] }, new() { Schemas = ["aud?t"] } };
        var before = await Task.WhenAll(scopes.Select(scope => ReadAsync(database, scope)));
        await database.ExecuteAsync("create table events_1 partition of events for values from (1) to (2); create table audit.log (); create schema bluegreen; create table bluegreen.x ()");
        var after = await Task.WhenAll(scopes.Select(scope => ReadAsync(database, scope)));
        string[][] seen = [.. before.Zip(after, (one, other) => one.Compare(other).Differences.Select(difference => difference.What).ToArray())];
        Assert.Equal(["table audit.log", "table public.events_1"], seen[0]);
        Assert.Equal(["table audit.log"], seen[1]);
        Assert.Empty(seen[2]);
        Assert.Equal(["table audit.log"], seen[3]);
    }

    private static Task<DatabaseSchema> ReadAsync(MigratedDatabase database, SchemaScope? scope = null) => DatabaseSchema.ReadAsync(database.ConnectionString, scope, Stop);
}
