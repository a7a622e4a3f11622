using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.Benchmarks.Migrations.Backups;

namespace BlueGreen.Benchmarks.Migrations;

/// <summary>How long each way of saving and of coming back takes, for a database of one table: what the table "what can be undone by what" says.</summary>
internal static class BackupsBenchmark
{
    private static readonly string[] Order =
        ["dump", "verify", "restore beside", "table back", "plan swap", "swap", "base backup", "restore point", "recover side cluster"];

    public static async Task RunAsync(int rows, int rounds)
    {
        await using var shop = await ArchivedShop.StartAsync(rows);
        var (size, whole) = (await shop.SizeAsync(), await shop.WholeSizeAsync());
        var times = Order.ToDictionary(name => name, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await BackUpAndReturnAsync(shop, rows, times);
            await RecoverAsync(shop, rows, times);
        }

        Print(rows, rounds, size, whole, times);
    }

    private static async Task BackUpAndReturnAsync(ArchivedShop shop, int rows, Dictionary<string, List<double>> times)
    {
        var backup = await TimeAsync(times["dump"], () => shop.Backups.TakeAsync(verify: false));
        await TimeAsync(times["verify"], () => shop.Backups.VerifyAsync(backup));
        var copy = await TimeAsync(times["restore beside"], () => shop.Backups.RestoreBesideAsync(backup));
        await shop.ExecuteAsync("drop table account");
        await TimeAsync(times["table back"], async () =>
        {
            await shop.Backups.ReturnTableAsync(copy, "public.account");
            return true;
        });
        await CheckAsync(shop, rows);
        var plan = await TimeAsync(times["plan swap"], () => shop.Backups.PlanSwapAsync(copy));
        var former = await TimeAsync(times["swap"], () => shop.Backups.SwapAsync(plan, plan.Token));
        await CheckAsync(shop, rows);
        await shop.DropAsync(former);
        await shop.Backups.DeleteAsync(backup.Name);
    }

    /// <summary>Between base backup and point a tenth of the rows is changed: that much of the log is read again.</summary>
    private static async Task RecoverAsync(ArchivedShop shop, int rows, Dictionary<string, List<double>> times)
    {
        await TimeAsync(times["base backup"], async () =>
        {
            await shop.BackUpWholeAsync();
            return true;
        });
        await shop.ExecuteAsync("update account set balance = balance + 1 where id % 10 = 0");
        var point = await TimeAsync(times["restore point"], () => shop.Points.SetAsync($"point-{times["restore point"].Count}"));
        await shop.ExecuteAsync("delete from account where id % 1000 = 0");
        await using (var side = await TimeAsync(times["recover side cluster"], () => shop.RecoverAsync(point)))
        {
            await ArchivedShop.CheckAsync(side, rows);
            await side.RemoveAsync();
        }

        await shop.ExecuteAsync($"insert into account select i, 0, repeat(md5(i::text), 2) from generate_series(1000, {rows}, 1000) i");
        await shop.ExecuteAsync("vacuum full account");
    }

    private static async Task CheckAsync(ArchivedShop shop, int rows)
    {
        if (await shop.CountAsync() != rows)
        {
            throw new InvalidOperationException($"There are not {rows} rows.");
        }
    }

    private static async Task<T> TimeAsync<T>(List<double> times, Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return result;
    }

    private static void Print(int rows, int rounds, double size, double whole, Dictionary<string, List<double>> times)
    {
        Console.WriteLine(FormattableString.Invariant($"{rows:N0} rows, {size:F3} GB ({whole:F3} GB the whole server), {rounds} rounds"));
        Console.WriteLine();
        Console.WriteLine("| what                 | best, s | median, s | s per GB, best |");
        Console.WriteLine("|----------------------|--------:|----------:|---------------:|");
        foreach (var name in Order)
        {
            var per = name is "restore point" or "swap" ? "" : Format(times[name].Min() / Of(name, size, whole));
            Console.WriteLine($"| {name,-20} | {Format(times[name].Min()),7} | {Format(times[name].Order().ElementAt(rounds / 2)),9} | {per,14} |");
        }

        Console.WriteLine();
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark = "backups", results = new { rows, gigabytes = Math.Round(size, 3), seconds = times.ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value.Min(), 2)) } }));
    }

    /// <summary>What it works on: the database, or the whole server.</summary>
    private static double Of(string name, double size, double whole) => name is "base backup" or "recover side cluster" ? whole : size;

    private static string Format(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
