using System.Globalization;
using BlueGreen.Netlify;
using BlueGreen.NetlifyEmulator;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.Benchmarks.Deploys;

/// <summary>The roles of processes in the benchmark of deploys.</summary>
internal static class DeployRole
{
    /// <summary>Says where an emulated Netlify is, and makes a site for each name that it is told.</summary>
    public static async Task EmulateAsync()
    {
        await using var netlify = await EmulatedNetlify.StartAsync(new() { Pace = DeployPace.AtOnce, RequestsPerMinute = int.MaxValue });
        Console.WriteLine(netlify.ApiAddress);
        while (await Console.In.ReadLineAsync() is { Length: > 0 } name)
        {
            await netlify.AddSiteAsync(name);
            Console.WriteLine(name);
        }
    }

    /// <summary>Deploys a folder with our provider, once, and says how much memory that took at most.</summary>
    public static async Task DeployAsync(string[] args)
    {
        var options = new NetlifyOptions { BaseAddress = new(args[1]), Token = new(new EmulatorOptions().Token), Site = args[2], VersionHeader = null };
        using var site = new NetlifySite(options);
        var time = TimeSpan.FromMinutes(10);
        var now = TimeProvider.System.GetUtcNow();
        await new NetlifyEnvironment(site).DeployAsync(
            new()
            {
                Rollout = new("r-1"),
                Application = "shop",
                Step = "deploy",
                Operation = new(args[4]),
                Token = new(1, 1),
                StartedAt = now,
                Deadline = now + time,
                TimeLeft = time,
                Release = new(args[4]) { Artifact = args[3] },
            },
            CancellationToken.None);
        Console.WriteLine(PeakMebibytes().ToString(CultureInfo.InvariantCulture));
    }

    private static double PeakMebibytes() =>
        File.ReadLines("/proc/self/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024).Single();
}
