using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>A whole run from a seed.</summary>
internal static class ScenarioGenerator
{
    public static (Scenario Scenario, RandomFaults Faults) Create(ulong seed, Func<int, bool> isKept)
    {
        var random = new SimulationRandom(SimulationRandom.Mix(seed + 0x1234567));
        var router = random.Pick(Fencing.Token, Fencing.Token, Fencing.CompareAndSet, Fencing.None);
        var environment = random.Pick(Fencing.Token, Fencing.Token, Fencing.CompareAndSet, Fencing.None);
        var plan = PlanGenerator.Create(random, router, environment);
        var kind = random.Chance(0.08) ? RolloutKind.Rollback : RolloutKind.Forward;
        var until = random.Seconds(20, 100);
        var scenario = new Scenario
        {
            Seed = seed,
            Plan = plan,
            Kind = kind,
            Strategy = kind == RolloutKind.Rollback && random.Chance(0.5) ? PlanGenerator.Gradual(random) : null,
            Hosts = 1 + random.Below(3),
            Settings = new()
            {
                LeaseDuration = TimeSpan.FromSeconds(random.Pick(8, 10, 15)),
                CallTimeout = TimeSpan.FromSeconds(2),
                InboxInterval = TimeSpan.FromSeconds(3),
                StoreRetry = TimeSpan.FromSeconds(0.5),
            },
            World = World(random, plan, kind) with { RouterFencing = router, EnvironmentFencing = environment },
            Signals = [.. Signals(random)],
            FaultsUntil = until,
        };
        var calm = random.Chance(0.1);
        var faults = new RandomFaults(
            random.Fork(), calm ? 0 : random.Pick(0.005, 0.01, 0.02, 0.05), calm ? 0 : random.Below(4), until, isKept);
        return (scenario, faults);
    }

    private static WorldSettings World(SimulationRandom random, PlanDescription plan, RolloutKind kind) => new()
    {
        HasBlue = kind == RolloutKind.Rollback || !random.Chance(0.08),
        RequestsPerSecond = random.Pick(40, 100, 300),
        Green = [new(TimeSpan.Zero), .. Onset(random)],
        Blue = [new(TimeSpan.Zero), .. Ailing(random)],
        DeployTakes = random.Seconds(0.5, 5),
        WarmUp = random.Seconds(0, 3),
        StatementTakes = random.Seconds(0.1, 2),
        CheckTakes = random.Seconds(0.1, 2),
        DrainTakes = random.Seconds(0, 4),
        DeployOutlivesCaller = random.Chance(0.5),
        Failing = Failing(random, plan),
    };

    private static IEnumerable<ServingPhase> Ailing(SimulationRandom random)
    {
        if (random.Chance(0.05))
        {
            var at = random.Seconds(0, 30);
            yield return new(at) { IsHealthy = false, Errors = 0.1 };
            yield return new(at + random.Seconds(2, 60));
        }
    }

    private static IEnumerable<ServingPhase> Onset(SimulationRandom random)
    {
        if (!random.Chance(0.45))
        {
            yield break;
        }

        var at = random.Chance(0.3) ? TimeSpan.FromMilliseconds(1) : random.Seconds(0.1, 30);
        var phase = new ServingPhase(at);
        yield return random.Below(5) switch
        {
            0 or 1 => phase with { Errors = 0.2 },
            2 => phase with { Latency = TimeSpan.FromSeconds(4) },
            3 => phase with { Memory = 0.97 },
            _ => phase with { IsHealthy = false, Errors = 0.5 },
        };
        if (random.Chance(0.3))
        {
            yield return new(at + random.Seconds(1, 20));
        }
    }

    private static IEnumerable<(TimeSpan, Signal)> Signals(SimulationRandom random)
    {
        if (!random.Chance(0.4))
        {
            yield break;
        }

        for (var i = random.Below(3); i >= 0; i--)
        {
            var signal = new Signal
            {
                Id = random.Chance(0.1) ? "the same" : "",
                By = "ann",
                Kind = random.Pick(
                    SignalKind.RollBack, SignalKind.Abort, SignalKind.Pause, SignalKind.Resume, SignalKind.PromoteNow, SignalKind.Approve, SignalKind.Reject, SignalKind.Pause),
            };
            yield return (random.Seconds(0, 60), signal with
            {
                Strategy = signal.Kind == SignalKind.RollBack && random.Chance(0.5) ? PlanGenerator.Gradual(random) : null,
                LossToken = random.Chance(0.5) ? "right" : null,
                Fingerprint = random.Chance(0.3) ? "stale" : null,
            });
        }
    }

    /// <summary>Any step, rarely; a gate that may leave out the contract more often, because few plans have one and few rollouts come that far.</summary>
    private static ImmutableHashSet<string> Failing(SimulationRandom random, PlanDescription plan)
    {
        ImmutableHashSet<string> failing = random.Chance(0.12) ? [plan.Steps[random.Below(plan.Steps.Length)].Name] : [];
        var declining = plan.Steps.FirstOrDefault(step => step is GateStep { OnFailure: GateFailure.FinishWithoutContract });
        return declining is not null && random.Chance(0.4) ? failing.Add(declining.Name) : failing;
    }
}
