using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>Small plans of all shapes that a builder lets pass, with times short enough to run many.</summary>
internal static class PlanGenerator
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public static PlanDescription Create(SimulationRandom random, Fencing router, Fencing environment)
    {
        var every = TimeSpan.FromSeconds(random.Pick(1.0, 1.5, 2.0));
        var isPastReturn = random.Chance(0.3);
        return new()
        {
            Application = "shop",
            Bindings = [],
            EmergencyReason = random.Chance(0.05) ? "it burns" : null,
            Traffic = new() { Fencing = router },
            EnvironmentFencing = environment,
            Metrics =
            [
                new(Metric.ErrorRate.Name, 0), new(Metric.ResponseTime.Name, 0), new(Metric.Throughput.Name, 0), new(Metric.MemoryUsage.Name, random.Below(2)),
            ],
            SampleEvery = every,
            SampleTimeout = TimeSpan.FromSeconds(1),
            Probes = [Probe.Get("up", "/up")],
            Triggers = [.. Triggers(random, every)],
            Retain = random.Chance(0.5) ? 3 : null,
            DrainTimeout = TimeSpan.FromSeconds(5),
            SettleTime = TimeSpan.FromSeconds(random.Pick(10, 15, 25)),
            Steps = [.. Prepare(random), .. Shift(random, every), .. Promote(random, every, isPastReturn), .. Finish(random, isPastReturn)],
        };
    }

    private static IEnumerable<TriggerRule> Triggers(SimulationRandom random, TimeSpan every)
    {
        var errors = Metric.ErrorRate.Above(Percentage.Of(5)).For(every * random.Pick(2, 3, 4)).WithAtLeast(random.Pick(5, 10, 20));
        yield return new ThresholdTrigger("errors", random.Chance(0.75) ? Rollback.Immediate : Gradual(random), errors);
        if (random.Chance(0.6))
        {
            var times = Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(every * 3).WithAtLeast(5);
            yield return new ThresholdTrigger("times", random.Chance(0.5) ? Rollback.Immediate : Gradual(random), times);
        }

        if (random.Chance(0.3))
        {
            yield return new ThresholdTrigger("memory", Gradual(random), Metric.MemoryUsage.Above(Percentage.Of(90)).For(every * 4));
        }

        if (random.Chance(0.6))
        {
            yield return new HealthTrigger("health", Rollback.Immediate, Metric.HealthFailures.InARow(3).Within(every * 4));
        }

        if (random.Chance(0.5))
        {
            yield return new ComparisonTrigger("worse", random.Chance(0.75) ? Rollback.Immediate : Gradual(random), Comparison(random, every));
        }
    }

    public static RollbackStrategy Gradual(SimulationRandom random) =>
        Rollback.Through(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(random.Below(4)), new RollbackStage(Percentage.Of(random.Pick(25, 50)), TimeSpan.FromSeconds(random.Pick(2, 5))));

    private static WorseThanBlue Comparison(SimulationRandom random, TimeSpan every)
    {
        var errors = When.GreenIsWorse().In(Metric.ErrorRate);
        return random.Chance(0.2) ? errors.DespiteBursts(every)
            : random.Chance(0.5) ? errors.In(Metric.ResponseTime) with { SlowStart = null }
            : random.Chance(0.2) ? errors.ForgivingColdStart() : errors;
    }

    private static IEnumerable<PlanStep> Prepare(SimulationRandom random)
    {
        if (random.Chance(0.3))
        {
            yield return new CheckStep("check", []) { Deadline = Soon };
        }

        if (random.Chance(0.4))
        {
            yield return new MigrateStep("expand", MigrationPhase.Expand) { Deadline = Soon * 2, RevertOnRollback = random.Chance(0.4) };
        }

        if (random.Chance(0.15))
        {
            yield return new CustomStep("warm", random.Chance(0.5) ? "cooled" : null) { Deadline = Soon };
        }

        yield return new DeployStep("deploy green", null) { Deadline = Soon * 2 };
        yield return new ProbeStep("probe green") { Deadline = Soon };
        if (random.Chance(0.3))
        {
            yield return new GateStep("gate", new DelegateCheck("gate")) { Deadline = Soon };
        }
    }

    private static IEnumerable<PlanStep> Shift(SimulationRandom random, TimeSpan every)
    {
        foreach (var weight in random.Pick<int[]>([100], [50, 100], [10, 100], [10, 50, 100], [5, 25, 100], [20, 40, 80, 100]))
        {
            yield return new ShiftStep($"shift to {weight}", Percentage.Of(weight)) { Deadline = Soon };
            if (random.Chance(0.7))
            {
                yield return Bake(random, $"bake at {weight}", every, weight < 100);
            }
            else if (random.Chance(0.3))
            {
                yield return new WaitStep($"wait at {weight}") { Deadline = TimeSpan.FromSeconds(3) };
            }

            if (random.Chance(0.1))
            {
                yield return new ApprovalStep($"approval at {weight}", "lead", Expiry.RollBack) { Deadline = Soon };
            }
        }
    }

    private static BakeStep Bake(SimulationRandom random, string name, TimeSpan every, bool canCompare)
    {
        var duration = every * (2 + random.Below(4));
        return new(name, duration)
        {
            Deadline = (duration * 3) + TimeSpan.FromSeconds(5),
            MinimumRequests = random.Pick(5, 10, 20),
            MinimumTimes = 5,
            Requiring = random.Chance(0.3) ? [Metric.ErrorRate.Below(Percentage.Of(4))] : [],
            Compare = canCompare && random.Chance(0.3) ? Regression.Defaults : null,
            Until = canCompare && random.Chance(0.1) ? When.GreenIsGoodEnough(Factor.Of(3)).OrFailsLessThan(Percentage.Of(1)) : null,
            OnInconclusive = random.Chance(0.7) ? Inconclusive.RollBack : Inconclusive.Hold,
        };
    }

    private static IEnumerable<PlanStep> Promote(SimulationRandom random, TimeSpan every, bool isPastReturn)
    {
        yield return new PromoteStep("promote") { Deadline = Soon };
        if (random.Chance(0.3))
        {
            yield return new PointDnsStep("point www", "www") { Deadline = Soon };
        }

        if (random.Chance(0.2))
        {
            yield return new PurgeCdnStep("purge") { Deadline = Soon };
        }

        if (random.Chance(0.2))
        {
            yield return new CustomStep("announce", "taken back") { Deadline = Soon };
        }

        if (isPastReturn || random.Chance(0.6))
        {
            yield return Bake(random, "watch", every, canCompare: false);
        }
    }

    private static IEnumerable<PlanStep> Finish(SimulationRandom random, bool isPastReturn)
    {
        if (!isPastReturn)
        {
            yield break;
        }

        if (random.Chance(0.5))
        {
            yield return new ApprovalStep("approval by dba", "dba", random.Chance(0.5) ? Expiry.RollBack : Expiry.FinishWithoutContract) { Deadline = Soon };
        }

        if (random.Chance(0.3))
        {
            yield return new GateStep("nobody needs it", new DelegateCheck("nobody needs it")) { Deadline = Soon, OnFailure = random.Pick(GateFailure.RollBack, GateFailure.FinishWithoutContract) };
        }

        yield return new PointOfNoReturnStep("point of no return") { Deadline = Soon };
        yield return new MigrateStep("contract", MigrationPhase.Contract) { Deadline = Soon * 2 };
        if (random.Chance(0.3))
        {
            yield return new CustomStep("tidy", null) { Deadline = Soon };
        }
    }
}
