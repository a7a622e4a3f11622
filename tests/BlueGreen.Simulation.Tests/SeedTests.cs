using System.Diagnostics;
using System.Globalization;
using BlueGreen.Machine;
using BlueGreen.Testing.Simulation;

namespace BlueGreen.Simulation;

/// <summary>
/// Whole rollouts from seeds. <c>BLUEGREEN_SEEDS</c> says how many (default 20000), <c>BLUEGREEN_FIRST_SEED</c> with which to begin, and
/// <c>BLUEGREEN_SEED</c> runs one alone and prints its journal.
/// </summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    [Fact]
    public void No_seed_breaks_an_invariant()
    {
        if (Number("BLUEGREEN_SEED") is { } seed)
        {
            var alone = SimulationRunner.Run(seed);
            output.WriteLine(SimulationReport.Write(alone));
            Assert.Null(alone.Broken);
            return;
        }

        var campaign = new Campaign();
        var clock = Stopwatch.StartNew();
        campaign.RunSeeds(Number("BLUEGREEN_FIRST_SEED") ?? 1, Number("BLUEGREEN_SEEDS") ?? 20_000, Mechanism.None, TestContext.Current.CancellationToken);

        output.WriteLine($"{campaign.Runs} seeds, {campaign.Runs / clock.Elapsed.TotalSeconds:0} per second");
        output.WriteLine(campaign.Coverage());
        Assert.True(campaign.Broken.Count == 0, campaign.Broken.Count == 0 ? "" : SimulationReport.Write(SimulationRunner.Shrink(campaign.Broken[0])));
        Assert.Empty(campaign.NeverStruck);
    }

    [Fact]
    public void A_seed_gives_the_same_run_each_time()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            Assert.Equal(SimulationReport.Write(SimulationRunner.Run(seed)), SimulationReport.Write(SimulationRunner.Run(seed)));
        }
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
