using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Artifacts;
using BlueGreen.Events;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Journal;
using BlueGreen.PostgresServer;
using BlueGreen.Sqlite;
using BlueGreen.Sqlite.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BlueGreen.Benchmarks.Journals;

/// <summary>
/// Fenced appends of both stores beside bare inserts with the same durability, in alternating turns; and the processor time of one host that drives many rollouts kept in SQLite, each sampling every
/// 10 s.
/// </summary>
internal static class JournalBenchmark
{
    private const int Writers = 8;

    /// <summary>Turns that are not counted, until the compiler has settled.</summary>
    private const int WarmUp = 4;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);
    private static readonly InstantRouter Router = new(TimeProvider.System);
    private static readonly InstantEnvironment World = new();

    public static async Task RunAsync(int rounds, int rollouts)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-journal-").FullName;
        try
        {
            var sqlite = await SqliteAsync(folder, rounds);
            var postgres = await PostgresAsync(rounds, writers: 1);
            var crowd = await PostgresAsync(rounds, Writers);
            Print(sqlite, postgres, crowd, await HostAsync(folder, rollouts), rollouts);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Ours, double Floor)> SqliteAsync(string folder, int rounds)
    {
        using var store = new SqliteRolloutStore(new SqliteOptions { Path = Path.Combine(folder, "rollouts.db") });
        await using var ours = await StoreAppending.BeginAsync(store, PlanRun.Of("shop", World, Router));
        await using var floor = await Bare.OpenAsync(
            new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False"), "pragma journal_mode=wal; pragma synchronous=full;", "without rowid");
        return await CompareAsync(ours, floor, rounds);
    }

    /// <param name="rounds">How many turns each side has.</param>
    /// <param name="writers">How many write at the same time, each to a rollout, or a table, of its own.</param>
    public static async Task<(double Ours, double Floor)> PostgresAsync(int rounds, int writers)
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        var connection = await cluster.CreateDatabaseAsync("rollouts");
        await using var database = new PostgresDatabase(connection);
        var (ours, floor) = (new List<IAppending>(), new List<IAppending>());
        for (var i = 0; i < writers; i++)
        {
            ours.Add(await StoreAppending.BeginAsync(new PostgresRolloutStore(database), PlanRun.Of($"shop-{i}", World, Router)));
            floor.Add(await Bare.OpenAsync(new NpgsqlConnection(connection), $"create schema bare{i}; set search_path = bare{i};", ""));
        }

        await using var allOurs = new Several(ours);
        await using var allBare = new Several(floor);
        return await CompareAsync(allOurs, allBare, rounds);
    }

    /// <returns>Medians of appends per second.</returns>
    private static async Task<(double Ours, double Floor)> CompareAsync(IAppending ours, IAppending floor, int rounds)
    {
        var (left, right) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < rounds; round++)
        {
            // Whoever comes first alternates, so that neither always follows the other's flushes.
            var oursFirst = round % 2 == 0;
            var first = await RateAsync(oursFirst ? ours : floor);
            var second = await RateAsync(oursFirst ? floor : ours);
            if (round >= 0)
            {
                left.Add(oursFirst ? first : second);
                right.Add(oursFirst ? second : first);
            }
        }

        return (Median(left), Median(right));
    }

    private static async Task<double> RateAsync(IAppending side)
    {
        const int Batch = 5;
        var (begun, count) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(begun) < Turn)
        {
            await side.AppendAsync(Batch);
            count += Batch * side.Writers;
        }

        return count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <returns>Percent of one core, store and host together, while all rollouts wait for an approval with green at 100%.</returns>
    private static async Task<double> HostAsync(string folder, int rollouts)
    {
        var clock = TimeProvider.System;
        using var store = new SqliteRolloutStore(new SqliteOptions { Path = Path.Combine(folder, "many.db") });
        for (var i = 0; i < rollouts; i++)
        {
            await store.StartAsync(new(RolloutId.New(clock), PlanRun.Of(EngineBenchmark.Name(i), World, Router).Started, IfActive.Refuse), CancellationToken.None);
        }

        using var prober = new HttpHealthProber(clock);
        using var engine = new RolloutEngine(store, new PlanPerApplication(World, Router), new InMemoryArtifactStore(), prober, new HostSettings(), clock, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var driving = engine.RunAsync(null, stop.Token);
        await foreach (var summary in store.ListAsync(new() { Maximum = rollouts }, CancellationToken.None))
        {
            await store.WatchAsync(summary.Rollout, 0, CancellationToken.None).FirstAsync(entry => entry.Event is ApprovalRequested);
        }

        using var process = Process.GetCurrentProcess();
        var (begun, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        await Task.Delay(TimeSpan.FromSeconds(60), clock);
        process.Refresh();
        var percent = 100 * (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(begun);
        await stop.CancelAsync();
        await driving;
        return percent;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print((double Ours, double Floor) sqlite, (double Ours, double Floor) postgres, (double Ours, double Floor) crowd, double percent, int rollouts)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | durable appends per second                   |  bare INSERT |  fenced append |  ratio |
            |----------------------------------------------|-------------:|---------------:|-------:|
            | SQLite, WAL, synchronous=FULL                | {sqlite.Floor,12:N0} | {sqlite.Ours,14:N0} | {sqlite.Ours / sqlite.Floor,6:N2} |
            | PostgreSQL, fsync and synchronous_commit on  | {postgres.Floor,12:N0} | {postgres.Ours,14:N0} | {postgres.Ours / postgres.Floor,6:N2} |
            | the same, {Writers} writers at once                  | {crowd.Floor,12:N0} | {crowd.Ours,14:N0} | {crowd.Ours / crowd.Floor,6:N2} |

            {rollouts} rollouts sampling every 10 s, kept in SQLite, on one host: {percent:N1} % of a core
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "journal",
            results = new
            {
                sqliteVsFloor = Math.Round(sqlite.Ours / sqlite.Floor, 3),
                postgresVsFloor = Math.Round(postgres.Ours / postgres.Floor, 3),
                postgresVsFloorOf8Writers = Math.Round(crowd.Ours / crowd.Floor, 3),
                cpuPercent2000Rollouts = Math.Round(percent, 1),
                rollouts,
            },
        }));
    }
}
