using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Twelve migrations of every kind, and a fingerprint of what they make.</summary>
internal static class Twelve
{
    public static IReadOnlyList<MigrationFile> Files { get; } =
    [
        new("01_items.sql", "create table items (id int primary key, title text not null, owner int not null);\ninsert into items select i, 'item ' || i, i % 5 from generate_series(1, 3000) i;"),
        new("02_owners.sql", "create table owners (id int not null, name text); insert into owners select i, 'owner ' || i from generate_series(0, 4) i;"),
        new("03_name.sql", "alter table items add column name text;"),
        new("04_index.sql", "create index concurrently items_owner on items (owner);"),
        new("05_fill.sql", "-- @backfill items by id\nupdate items set name = coalesce(name, '') || title where ${batch};"),
        new("06_check.sql", "-- @verify\nselect count(*) = 0 from items where name is distinct from title;"),
        new("07_key.sql", "create unique index concurrently owners_id on owners (id); alter table owners add constraint owners_key primary key using index owners_id;"),
        new("08_reference.sql", "alter table items add constraint items_to_owner foreign key (owner) references owners not valid;\n-- @contract\nalter table items validate constraint items_to_owner;"),
        new("09_odd.sql", "create index concurrently items_odd on items (title); drop index concurrently items_odd;"),
        new("10_again.sql", "reindex index concurrently items_owner;"),
        new("11_count.sql", "create table counts (n int); insert into counts values (1);"),
        new("12_drop.sql", "-- @contract\nalter table items drop column title; insert into counts values (2);"),
    ];

    /// <summary>Columns, indexes with validity, constraints, and every row: equal for databases that are equal.</summary>
    public const string Fingerprint = """
        select md5(string_agg(one, E'\n' order by one)) from (
            select format('column %s.%s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull) one from pg_attribute a join pg_class c on c.oid = attrelid
                where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
            union all select format('index %s %s', pg_get_indexdef(indexrelid), indisvalid) from pg_index i join pg_class c on c.oid = indrelid where relnamespace = 'public'::regnamespace
            union all select format('constraint %s %s %s', conrelid::regclass, pg_get_constraintdef(oid), convalidated) from pg_constraint where connamespace = 'public'::regnamespace
            union all select format('item %s', items::text) from items
            union all select format('owner %s', owners::text) from owners
            union all select format('count %s', counts::text) from counts
            union all select format('journal %s %s %s %s', migration, phase, state, checksum) from bluegreen.migration
        ) everything
        """;

    public static MigrationSet Set { get; } = MigrationSet.From(Files);

    /// <summary>Both steps; a person's, so that no token is in play.</summary>
    public static async Task RunAsync(PostgresMigrationRunner runner, CancellationToken cancellationToken)
    {
        await runner.MigrateAsync(MigrationPhase.Expand, cancellationToken);
        await runner.MigrateAsync(MigrationPhase.Contract, cancellationToken);
    }

    /// <summary>The fingerprint of a run that nobody disturbed.</summary>
    public static async Task<string> UndisturbedAsync(CancellationToken cancellationToken)
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await RunAsync(database.Runner(Set), cancellationToken);
        return await database.QueryAsync<string>(Fingerprint);
    }
}
