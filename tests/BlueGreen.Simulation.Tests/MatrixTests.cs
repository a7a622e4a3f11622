using BlueGreen.Testing.Simulation;

namespace BlueGreen.Simulation;

/// <summary>The standard plan with exactly one fault: every kind, at every call where it can strike, on the way forward and on the way back.</summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private const int MostOfAKind = 12;

    public static TheoryData<string, int> Worlds => new()
    {
        { "good", -1 },
        { "bad at once", 0 },
        { "bad after promotion", 330 },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void No_single_fault_breaks_an_invariant(string world, int badAfterSeconds)
    {
        var scenario = StandardPlan.Scenario(badAfterSeconds);
        var calm = new NoFaults();
        var campaign = new Campaign();
        campaign.Add(SimulationRunner.Run(scenario, calm));
        var cases = calm.Calls.SelectMany(call => Cases(call.Key, call.Value)).ToArray();

        Parallel.ForEach(cases, one => campaign.Add(SimulationRunner.Run(
            scenario with { Seed = (ulong)one.Position + 1 }, new ScriptedFaults(one))));

        output.WriteLine($"{world}: {cases.Length} cases");
        output.WriteLine(campaign.Coverage());
        Assert.True(campaign.Broken.Count == 0, campaign.Broken.Count == 0 ? "" : SimulationReport.Write(campaign.Broken[0]));
    }

    private static IEnumerable<(IoKind Call, int Position, FaultKind Kind)> Cases(IoKind call, int count)
    {
        var isRepetitive = call is IoKind.Sample or IoKind.ProbeBlue or IoKind.ReadSplit or IoKind.ReadLive or IoKind.Renew or IoKind.Inbox or IoKind.Claim;
        var positions = isRepetitive ? Enumerable.Range(0, count).Where(i => i < MostOfAKind || i >= count - MostOfAKind) : Enumerable.Range(0, count);
        return from position in positions from kind in FaultTable.For(call) select (call, position, kind);
    }
}
