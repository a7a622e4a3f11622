using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Testing.Simulation;

/// <summary>Runs seeds.</summary>
internal static class SimulationRunner
{
    private const int MostSteps = 200_000;

    public static SimulationResult Run(ulong seed, Mechanism off = Mechanism.None, Func<int, bool>? isKept = null)
    {
        var (scenario, faults) = ScenarioGenerator.Create(seed, isKept ?? (_ => true));
        return Run(scenario, faults, off);
    }

    public static SimulationResult Run(Scenario scenario, IFaultScript faults, Mechanism off = Mechanism.None)
    {
        var simulation = new Simulation(scenario, faults, off);
        string? broken = null;
        string? detail = null;
        try
        {
            Go(simulation);
        }
        catch (InvariantBrokenException exception)
        {
            (broken, detail) = (exception.Invariant, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            (broken, detail) = (exception.GetType().Name, exception.ToString());
        }

        return new(scenario.Seed)
        {
            Broken = broken,
            Detail = detail,
            Outcome = simulation.Oracle!.Standing.Outcome?.Outcome,
            Journal = [.. simulation.Journal],
            Faults = [.. simulation.Struck],
            Steps = simulation.Steps,
            Residual = simulation.Oracle.Residual,
            Elapsed = simulation.Agenda.Elapsed,
        };
    }

    /// <summary>The least of the run's faults that still break the same invariant.</summary>
    public static SimulationResult Shrink(SimulationResult failed, Mechanism off = Mechanism.None)
    {
        var left = failed.Faults.Select(struck => struck.Fault.Number).Distinct().ToHashSet();
        var best = failed;
        foreach (var number in left.Order().Reverse().ToArray())
        {
            var fewer = left.Where(other => other != number).ToHashSet();
            var again = Run(failed.Seed, off, fewer.Contains);
            if (again.Broken == failed.Broken)
            {
                (left, best) = (fewer, again);
            }
        }

        return best;
    }

    private static void Go(Simulation simulation)
    {
        simulation.Begin();
        var end = simulation.Scenario.FaultsUntil + simulation.Scenario.Patience;
        while (simulation.Step())
        {
            if (simulation.Steps > MostSteps)
            {
                throw new InvariantBrokenException("Runaway", $"{MostSteps} events after {simulation.Agenda.Elapsed}");
            }

            if (simulation.Agenda.Elapsed > end)
            {
                break;
            }
        }

        simulation.Oracle!.Ended();
        if (simulation.Scenario.Seed % 16 == 0)
        {
            RoundTrip(simulation);
        }
    }

    private static void RoundTrip(Simulation simulation)
    {
        foreach (var entry in simulation.Journal)
        {
            var json = JournalJson.Write(entry.Event);
            var again = JournalJson.Write(JournalJson.Read(json));
            if (json != again)
            {
                throw new InvariantBrokenException("RoundTrip", $"{json}\n{again}");
            }
        }
    }
}
