using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Benchmarks.Load;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Traffic;
using BlueGreen.PostgresServer;
using BlueGreen.Yarp;

namespace BlueGreen.Benchmarks.Fleets;

/// <summary>
/// Three routers in processes of their own follow a register in a PostgreSQL that waits for the disk. How long a change of weight takes until all have acknowledged it, and whether a request goes the old way after that.
/// </summary>
internal static class FleetBenchmark
{
    private const int Routers = 3;
    private const int RequestsEach = 5;

    public static async Task RunAsync(int changes)
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true);
        var connection = await cluster.CreateDatabaseAsync("register");
        Environment.SetEnvironmentVariable(FleetRouter.Database, connection);
        await using var database = new PostgresDatabase(connection);
        var register = new PostgresTrafficRegister(database);
        using var blue = await Child.StartAsync("backend", "blue");
        using var green = await Child.StartAsync("backend", "green");
        var routers = new List<Child>();
        try
        {
            for (var i = 0; i < Routers; i++)
            {
                routers.Add(await Child.StartAsync("fleet-router"));
            }

            Print(await MeasureAsync(register, Both(blue.Url, green.Url), routers, changes), changes);
        }
        finally
        {
            routers.ForEach(router => router.Dispose());
        }
    }

    private static async Task<(double[] Written, double[] Acknowledged, int Stale)> MeasureAsync(PostgresTrafficRegister register, OperationContext both, List<Child> routers, int changes)
    {
        var timed = new TimedRegister(register);
        var steering = new RegisterTrafficRouter(FleetRouter.Application, timed);
        var users = routers.Select(router => new HttpConnection(router.Url)).ToArray();
        var (written, acknowledged, stale) = (new List<double>(), new List<double>(), 0);
        const int WarmUp = 20;
        for (var i = 0; i < changes + WarmUp; i++)
        {
            var (percent, expected) = i % 2 == 0 ? (100, Side.Green) : (0, Side.Blue);
            var split = TrafficSplit.Between(both.Blue!.Id, both.Green!.Id, Percentage.Of(percent));
            var begun = Stopwatch.GetTimestamp();
            await steering.ApplyAsync(split, both with { Token = new(1, i + 1) }, CancellationToken.None);
            var all = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            var misses = await Task.WhenAll(users.Select(user => CountStaleAsync(user, expected)));
            stale += misses.Sum();
            if (i >= WarmUp)
            {
                acknowledged.Add(all);
                written.Add(Stopwatch.GetElapsedTime(begun, timed.WrittenAt).TotalMilliseconds);
            }

            // Each change is one that nobody expects, as in a rollout, and falls anywhere between the routers' beats.
            await Task.Delay(50 + (i * 37 % 100));
        }

        Array.ForEach(users, user => user.Dispose());
        return ([.. written.Order()], [.. acknowledged.Order()], stale);
    }

    private static async Task<int> CountStaleAsync(HttpConnection user, Side expected)
    {
        var stale = 0;
        for (var i = 0; i < RequestsEach; i++)
        {
            stale += await user.GetAsync() == expected ? 0 : 1;
        }

        return stale;
    }

    private static OperationContext Both(Uri blue, Uri green) => new()
    {
        Rollout = new("r1"),
        Application = FleetRouter.Application,
        Step = "shift",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromMinutes(5),
        Release = new("2.0.0"),
        Blue = new() { Id = new("blue"), Version = "1.0.0", Url = blue },
        Green = new() { Id = new("green"), Version = "2.0.0", Url = green },
    };

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private static void Print((double[] Written, double[] Acknowledged, int Stale) all, int changes)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | {$"{changes} changes, {Routers} routers on PostgreSQL",-39} |   aim | measured |
            |-----------------------------------------|------:|---------:|
            | ms until written, median                |       | {At(all.Written, 0.5),8:N1} |
            | ms until all have acknowledged, median  |  ≤ 50 | {At(all.Acknowledged, 0.5),8:N1} |
            | ms until all have acknowledged, p99     |       | {At(all.Acknowledged, 0.99),8:N1} |
            | {$"stale of {changes * Routers * RequestsEach} requests after that",-39} |     0 | {all.Stale,8} |

            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "fleet",
            results = new
            {
                medianMsToAll = Math.Round(At(all.Acknowledged, 0.5), 1),
                p99MsToAll = Math.Round(At(all.Acknowledged, 0.99), 1),
                medianMsToWritten = Math.Round(At(all.Written, 0.5), 1),
                staleAfterAck = all.Stale,
                routers = Routers,
                changes,
            },
        }));
    }
}
