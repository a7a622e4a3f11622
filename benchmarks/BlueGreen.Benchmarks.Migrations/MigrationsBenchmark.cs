using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Benchmarks.Migrations.Migrators;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Benchmarks.Migrations;

/// <summary>
/// Small migrations through our runner, three others and bare Npgsql, in turns on one PostgreSQL that waits for the disk, each time into an empty database; and what it costs to find that nothing is pending.
/// </summary>
internal static class MigrationsBenchmark
{
    private const int Many = 4_000;

    private static readonly IMigrator[] All = [new Floor(), new Ours(), new DbUpMigrator(), new EvolveMigrator(), new FluentMigratorMigrator()];

    public static async Task RunAsync(int rounds, int count)
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true, "track_commit_timestamp = on");
        using var scripts = new Scripts(count);
        var applied = All.ToDictionary(migrator => migrator, _ => new List<double>());
        var nothing = All.ToDictionary(migrator => migrator, _ => new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            // Who goes first changes from round to round; the first round of all is not counted.
            foreach (var migrator in All.Skip((round + 1) % All.Length).Concat(All.Take((round + 1) % All.Length)))
            {
                var database = await NewDatabaseAsync(cluster);
                await cluster.ExecuteAsync("checkpoint");
                await TimeAsync(migrator, database, scripts);
                await CheckAsync(database, count);
                if (round >= 0)
                {
                    applied[migrator].AddRange(await Stretches.ReadAsync(database));
                    nothing[migrator].Add(migrator is Floor ? 0 : await TimeAsync(migrator, database, scripts));
                }

                await cluster.ExecuteAsync($"drop database {new NpgsqlConnectionStringBuilder(database).Database}");
            }
        }

        Print(count, rounds, applied, nothing, await NothingAmongManyAsync(cluster, rounds));
    }

    private static async Task<Dictionary<IMigrator, List<double>>> NothingAmongManyAsync(PostgresCluster cluster, int rounds)
    {
        using var scripts = new Scripts(Many);
        var databases = new Dictionary<IMigrator, string>();
        foreach (var migrator in All.Where(migrator => migrator is not Floor))
        {
            databases[migrator] = await NewDatabaseAsync(cluster);
            await TimeAsync(migrator, databases[migrator], scripts);
        }

        var nothing = databases.Keys.ToDictionary(migrator => migrator, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (migrator, database) in databases)
            {
                nothing[migrator].Add(await TimeAsync(migrator, database, scripts));
            }
        }

        return nothing;
    }

    private static async Task<string> NewDatabaseAsync(PostgresCluster cluster) =>
        new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync()) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString;

    private static async Task<double> TimeAsync(IMigrator migrator, string database, Scripts scripts)
    {
        var began = Stopwatch.GetTimestamp();
        await migrator.MigrateAsync(database, scripts);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>A migrator that left something out would be fast.</summary>
    private static async Task CheckAsync(string database, int count)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from pg_description d join pg_class c on c.oid = d.objoid where c.relnamespace = 'public'::regnamespace and d.description = 'a table'", connection);
        var comments = (long)(await command.ExecuteScalarAsync())!;
        if (comments != count / 5)
        {
            throw new InvalidOperationException($"{comments} tables have their comment, not {count / 5}.");
        }
    }

    private static void Print(
        int count, int rounds, Dictionary<IMigrator, List<double>> applied, Dictionary<IMigrator, List<double>> nothing, Dictionary<IMigrator, List<double>> nothingAmongMany)
    {
        double Ours(IMigrator other) => applied[All[1]].Min() / applied[other].Min();
        Console.WriteLine($"| {$"{count} migrations, {rounds} rounds",-28} | ms each, best | ms each, median | BlueGreen ÷ it | nothing of {count}, ms | nothing of {Many}, ms |");
        Console.WriteLine("|------------------------------|--------------:|----------------:|---------------:|---------------------:|---------------------:|");
        foreach (var migrator in All)
        {
            var (one, many) = migrator is Floor ? ("", "") : (Format(nothing[migrator].Min(), 1), Format(nothingAmongMany[migrator].Min(), 1));
            Console.WriteLine($"| {migrator.Name,-28} | {Format(applied[migrator].Min(), 3),13} | {Format(Median(applied[migrator]), 3),15} | {Format(Ours(migrator), 2),14} | {one,20} | {many,20} |");
        }

        Console.WriteLine();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "migrations",
            results = new
            {
                vsRawFloor = Math.Round(Ours(All[0]), 3),
                vsDbUp = Math.Round(Ours(All[2]), 3),
                vsEvolve = Math.Round(Ours(All[3]), 3),
                vsFluentMigrator = Math.Round(Ours(All[4]), 3),
                noopMsPer1000 = Math.Round(nothing[All[1]].Min() * 1_000 / count, 1),
                noopMsPer4000 = Math.Round(nothingAmongMany[All[1]].Min(), 1),
            },
        }));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Format(double value, int digits) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
