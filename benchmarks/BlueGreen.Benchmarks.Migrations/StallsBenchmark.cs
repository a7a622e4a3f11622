using System.Globalization;
using System.Text.Json;
using BlueGreen.Benchmarks.Migrations.Stalls;
using BlueGreen.Postgres.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Benchmarks.Migrations;

/// <summary>
/// What readers and writers feel of an ALTER TABLE while somebody's transaction holds the table for 5 s, and of a backfill of all rows: by our runner, and as one would write it without thinking.
/// </summary>
internal static class StallsBenchmark
{
    private static readonly TimeSpan InTheWay = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int rows, int rounds)
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true, "shared_buffers = 256MB", "max_wal_size = 4GB");
        var database = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync()) { Pooling = false }.ConnectionString;
        await ExecuteAsync(database, $"create table account (id int primary key, balance bigint not null, filler text not null); insert into account select i, 0, repeat('x', 60) from generate_series(1, {rows}) i");
        await ExecuteAsync(database, "vacuum analyze account");
        var (control, naive, ours) = (new List<Felt>(), new List<Felt>(), new List<Felt>());
        await using var load = await Load.StartAsync(database, rows);
        for (var round = 1; round <= rounds; round++)
        {
            control.Add(await load.DuringAsync(() => Task.Delay(InTheWay)));
            ours.Add(await load.DuringAsync(() => BehindAsync(database, () => MigrateAsync(database, $"{round}_alter", $"alter table account add column ours_{round} int;"))));
            naive.Add(await load.DuringAsync(() => BehindAsync(database, () => ExecuteAsync(database, $"alter table account add column naive_{round} int"))));
        }

        await ExecuteAsync(database, "alter table account add column by_us text; alter table account add column at_once text");
        var batches = await load.DuringAsync(() => MigrateAsync(database, $"{rounds + 1}_fill", "-- @backfill account by id\nupdate account set by_us = 'no ' || id where by_us is null and ${batch};"));
        await ExecuteAsync(database, "vacuum account");
        var atOnce = await load.DuringAsync(() => ExecuteAsync(database, "update account set at_once = 'no ' || id where at_once is null"));
        await CheckAsync(database);
        Print(rows, rounds, Felt.Best(control), Felt.Best(ours), Felt.Best(naive), batches, atOnce);
    }

    /// <summary>Begins the work 0.3 s after a transaction that reads the table and stays open.</summary>
    private static async Task BehindAsync(string database, Func<Task> work)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("select balance from account where id = 1", connection, transaction))
        {
            await command.ExecuteScalarAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(0.3));
        var working = work();
        await Task.Delay(InTheWay - TimeSpan.FromSeconds(0.3));
        await transaction.RollbackAsync();
        await working;
    }

    private static async Task MigrateAsync(string database, string name, string text)
    {
        await using var runner = new PostgresMigrationRunner(database, MigrationSet.From([new($"{name}.sql", text)]));
        await runner.MigrateAsync(MigrationPhase.Expand, CancellationToken.None);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task CheckAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from account where by_us is distinct from at_once or by_us is null", connection) { CommandTimeout = 0 };
        if ((long)(await command.ExecuteScalarAsync())! is not 0 and var wrong)
        {
            throw new InvalidOperationException($"{wrong} rows were not filled.");
        }
    }

    private static void Print(int rows, int rounds, Felt control, Felt ours, Felt naive, Felt batches, Felt atOnce)
    {
        Console.WriteLine($"| {rows} rows, best of {rounds} rounds | took, s | longest read, ms | no read for, ms | longest write, ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        Row("the load alone", control);
        Row("ALTER TABLE by BlueGreen, 5 s transaction in the way", ours);
        Row("plain ALTER TABLE, 5 s transaction in the way", naive);
        Row("backfill by BlueGreen (once)", batches);
        Row("one UPDATE (once)", atOnce);
        Console.WriteLine();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "stalls",
            results = new
            {
                maxReadMs = Math.Round(ours.MaxRead, 1),
                maxReadMsNaive = Math.Round(naive.MaxRead, 1),
                maxReadMsControl = Math.Round(control.MaxRead, 1),
                addedReadStallMs = Math.Round(Math.Max(0, ours.MaxRead - control.MaxRead), 1),
                backfillMaxWriteMs = Math.Round(batches.MaxWrite, 1),
                backfillMaxWriteMsNaive = Math.Round(atOnce.MaxWrite, 1),
                backfillSeconds = Math.Round(batches.Took.TotalSeconds, 1),
                backfillSecondsNaive = Math.Round(atOnce.Took.TotalSeconds, 1),
                rows,
            },
        }));
    }

    private static void Row(string what, Felt felt) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {felt.Took.TotalSeconds:N1} | {felt.MaxRead:N0} | {felt.ReadStall:N0} | {felt.MaxWrite:N0} |"));
}
