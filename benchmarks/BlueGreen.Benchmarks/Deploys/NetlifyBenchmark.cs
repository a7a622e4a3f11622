using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlueGreen.NetlifyEmulator;
using BlueGreen.NetlifyTools;

namespace BlueGreen.Benchmarks.Deploys;

/// <summary>
/// Our deploys beside those of Netlify's own command line: 2,000 small files and 200 of 1 MiB, to a site that knows none of them, and again with one file of a hundred changed. Each deploy is a process
/// from its start to its end, five uploads at a time; the two sides take turns within one run, each with sites of its own at one emulated Netlify, which is a process of its own.
/// </summary>
internal static class NetlifyBenchmark
{
    public static async Task RunAsync(int rounds)
    {
        using var emulator = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["netlify-emulator"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var api = new Uri((await emulator.StandardOutput.ReadLineAsync())!);
        var small = await CompareAsync(emulator, api, "small", new(2_000, 2_048), rounds);
        var large = await CompareAsync(emulator, api, "large", new(200, 1_048_576), rounds);
        emulator.StandardInput.Close();
        await emulator.WaitForExitAsync();
        Print(small, large);
    }

    private static async Task<Comparison> CompareAsync(Process emulator, Uri api, string name, SiteTree tree, int rounds)
    {
        using (tree)
        {
            using var command = new NetlifyCommand(api, new EmulatorOptions().Token);
            var comparison = new Comparison();
            for (var round = 0; round < rounds; round++)
            {
                string ours = await SiteAsync(emulator, $"{name}-ours-{round}"), theirs = await SiteAsync(emulator, $"{name}-theirs-{round}");
                comparison.ColdOurs.Add(await OursAsync(api, ours, tree, $"{name}-{round}-cold", comparison));
                comparison.ColdTheirs.Add(await TheirsAsync(command, theirs, tree));
                tree.Change(round + 1);
                comparison.AgainTheirs.Add(await TheirsAsync(command, theirs, tree));
                comparison.AgainOurs.Add(await OursAsync(api, ours, tree, $"{name}-{round}-again", comparison));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} round {round + 1}: cold {comparison.ColdOurs[^1]:N2} s and {comparison.ColdTheirs[^1]:N2} s, again {comparison.AgainOurs[^1]:N2} s and {comparison.AgainTheirs[^1]:N2} s"));
            }

            return comparison;
        }
    }

    private static async Task<string> SiteAsync(Process emulator, string name)
    {
        await emulator.StandardInput.WriteLineAsync(name);
        return await emulator.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator has ended.");
    }

    private static async Task<double> OursAsync(Uri api, string site, SiteTree tree, string operation, Comparison comparison)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["netlify-deploy", api.AbsoluteUri, site, tree.Folder, operation]) { RedirectStandardOutput = true })!;
        var peak = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Our deploy of {operation} ended with {process.ExitCode}: {peak}");
        }

        comparison.PeakMebibytes = Math.Max(comparison.PeakMebibytes, double.Parse(peak, CultureInfo.InvariantCulture));
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> TheirsAsync(NetlifyCommand command, string site, SiteTree tree)
    {
        var watch = Stopwatch.StartNew();
        await command.DeployAsync(site, tree.Folder, ["--alias", "green"], CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    private static void Print(Comparison small, Comparison large)
    {
        var peak = Math.Max(small.PeakMebibytes, large.PeakMebibytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            | a deploy, medians                            |        aim | 2,000 × 2 KiB | 200 × 1 MiB |
            |----------------------------------------------|-----------:|--------------:|------------:|
            | cold: ours, s                                |            | {Median(small.ColdOurs),13:N2} | {Median(large.ColdOurs),11:N2} |
            | cold: Netlify's command line, s              |            | {Median(small.ColdTheirs),13:N2} | {Median(large.ColdTheirs),11:N2} |
            | cold: how many times as fast                 |        ≥ 3 | {small.Cold,13:N2} | {large.Cold,11:N2} |
            | 1% changed: ours, s                          |            | {Median(small.AgainOurs),13:N2} | {Median(large.AgainOurs),11:N2} |
            | 1% changed: Netlify's command line, s        |            | {Median(small.AgainTheirs),13:N2} | {Median(large.AgainTheirs),11:N2} |
            | 1% changed: how many times as fast           |        ≥ 3 | {small.Again,13:N2} | {large.Again,11:N2} |
            | our peak of memory, MiB                      |      ≤ 150 | {small.PeakMebibytes,13:N0} | {large.PeakMebibytes,11:N0} |
            """));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "netlify",
            results = new
            {
                coldSpeedupVsCli = Math.Round(Math.Min(small.Cold, large.Cold), 2),
                redeploySpeedupVsCli = Math.Round(Math.Min(small.Again, large.Again), 2),
                peakMiB = Math.Round(peak, 1),
                coldSpeedupSmallFiles = Math.Round(small.Cold, 2),
                coldSpeedupLargeFiles = Math.Round(large.Cold, 2),
                redeploySpeedupSmallFiles = Math.Round(small.Again, 2),
                redeploySpeedupLargeFiles = Math.Round(large.Again, 2),
            },
        }));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Comparison
    {
        public List<double> ColdOurs { get; } = [];

        public List<double> ColdTheirs { get; } = [];

        public List<double> AgainOurs { get; } = [];

        public List<double> AgainTheirs { get; } = [];

        public double PeakMebibytes { get; set; }

        public double Cold => Median(ColdTheirs) / Median(ColdOurs);

        public double Again => Median(AgainTheirs) / Median(AgainOurs);
    }
}
