using BlueGreen.Machine;
using BlueGreen.Testing.Simulation;

namespace BlueGreen.Simulation;

/// <summary>The simulator notices when a protection is missing: each one, taken away, breaks an invariant in an ordinary seed.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const ulong MostSeeds = 30_000;

    public static TheoryData<string> Mechanisms => [.. Enum.GetValues<Mechanism>().Where(mechanism => mechanism is not (Mechanism.None or Mechanism.Acknowledgement)).Select(mechanism => mechanism.ToString())];

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public void A_missing_protection_is_noticed(string name)
    {
        var mechanism = Enum.Parse<Mechanism>(name);
        for (ulong seed = 1; seed <= MostSeeds; seed++)
        {
            if (SimulationRunner.Run(seed, mechanism) is { Broken: not null } caught)
            {
                output.WriteLine($"{name}: seed {seed}, {caught.Detail?.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"Without {name}, {MostSeeds} seeds broke nothing.");
    }

    /// <summary>Three faults in a row are too rare for ordinary seeds: a forward write comes late, and what was to keep it out was never taken.</summary>
    [Fact]
    public void A_late_shift_stays_out_although_the_way_back_was_read_and_not_taken()
    {
        Assert.Null(Run(Mechanism.None).Broken);
        Assert.NotNull(Run(Mechanism.Acknowledgement).Broken);

        static SimulationResult Run(Mechanism off) => SimulationRunner.Run(StandardPlan.Scenario(-1), new ScriptedFaults(
            (IoKind.Shift, 0, FaultKind.LateEffect), (IoKind.Shift, 1, FaultKind.PermanentFailure), (IoKind.Shift, 2, FaultKind.PermanentFailure)), off);
    }
}
