using System.Collections.Immutable;
using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.Testing.Conformance;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>A database with three expand migrations and a contract, each of which adds a row to <c>runs</c>.</summary>
internal sealed class PostgresMigrationFixture : MigrationRunnerFixture
{
    private MigratedDatabase _database = null!;

    public override ImmutableArray<string> Expand { get; } = ["001_add_name", "002_add_size", "003_add_color"];

    public override ImmutableArray<string> Contract { get; } = ["004_drop_title.contract"];

    public override async Task StartAsync(CancellationToken cancellationToken) => _database = await MigratedDatabase.CreateAsync("""
        create table article (id int primary key, title text);
        create table gate_size (id int);
        create table runs (name text);
        """);

    public override Task<IMigrationRunner> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IMigrationRunner>(_database.Runner(
        ("001_add_name", "alter table article add name text; insert into runs values ('001_add_name');\n-- @down\nalter table article drop name;"),
        ("002_add_size", "alter table article add size int; insert into gate_size values (1); insert into runs values ('002_add_size');\n-- @down\nalter table article drop size;"),
        ("003_add_color", "alter table article add color text; insert into runs values ('003_add_color');\n-- @down\nalter table article drop color;"),
        ("004_drop_title", "-- @contract\nalter table article drop title; insert into runs values ('004_drop_title.contract');")));

    public override async Task<bool> IsAppliedAsync(string migration, CancellationToken cancellationToken) => migration == Contract[0]
        ? !await HasColumnAsync("title")
        : await HasColumnAsync(migration["001_add_".Length..]);

    public override async Task<int?> CountRunsAsync(string migration, CancellationToken cancellationToken) => (int)await _database.QueryAsync<long>($"select count(*) from runs where name = '{migration}'");

    public override async Task<IAsyncDisposable?> BreakAsync(string migration, CancellationToken cancellationToken)
    {
        await _database.ExecuteAsync("alter table gate_size rename to gate_broken");
        return new Undoing(() => _database.ExecuteAsync("alter table gate_broken rename to gate_size"));
    }

    public override async Task<IAsyncDisposable?> HoldAsync(string migration, CancellationToken cancellationToken)
    {
        var holder = await _database.ConnectAsync("holder");
        await using var command = new NpgsqlCommand("begin; lock table gate_size", holder);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new Undoing(async () => await holder.DisposeAsync());
    }

    public override Task UntilWaitingAsync(string migration, CancellationToken cancellationToken) =>
        _database.UntilAsync($"select bool_or(wait_event_type = 'Lock' and application_name = 'bluegreen {migration}') from pg_stat_activity where datname = current_database()", cancellationToken);

    public override async Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        await _database.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections false");
        return new Undoing(() => _database.Cluster.ExecuteAsync($"alter database {_database.Name} allow_connections true"));
    }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await base.DisposeAsync();
    }

    private Task<bool> HasColumnAsync(string column) =>
        _database.QueryAsync<bool>($"select exists (select from information_schema.columns where table_name = 'article' and column_name = '{column}')");
}
