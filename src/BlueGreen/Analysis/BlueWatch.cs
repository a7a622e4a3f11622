using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>Whether the deployment to return to answers its health probes. A prober that fails itself changes nothing. Pure.</summary>
internal sealed record BlueWatch
{
    private const string Rule = "blue";

    /// <summary>Where the plan has no rule of its own about health: 3 rounds in a row within a minute, or within three intervals where those are longer.</summary>
    private const int UsualCount = 3;

    private static readonly TimeSpan UsualWindow = TimeSpan.FromSeconds(60);

    public static BlueWatch Unknown { get; } = new();

    /// <summary>What the last round that was answered said; null before there is one.</summary>
    public bool? Answers { get; private init; }

    /// <summary>When the last round was sent, also one that the prober could not carry out; null before there is one.</summary>
    public DateTimeOffset? AskedAt { get; private init; }

    /// <summary>What failed in the last round.</summary>
    public ImmutableArray<ProbeResult> FailedProbes { get; private init; } = [];

    private BreachWindow? Failing { get; init; }

    private string Trouble => FailedProbes is [var first, ..] ? $"{first.Probe}: {first.Reason ?? "unhealthy"}" : "none";

    public BlueWatch Add(PlanDescription plan, DateTimeOffset at, ImmutableArray<ProbeResult> health)
    {
        if (health.IsEmpty)
        {
            return this with { AskedAt = at };
        }

        var failed = health.RemoveAll(result => result.Status == ProbeStatus.Healthy);
        if (failed.IsEmpty)
        {
            return new() { Answers = true, AskedAt = at };
        }

        var condition = ConditionOf(plan);
        var failing = BreachWindow.Extend(Failing, Rule, new BreachSample(at, at, 1), 0, plan.SampleEvery * 2, condition.Window);
        var last = failing.Samples.Count > condition.Count ? failing.Samples.RemoveRange(0, failing.Samples.Count - condition.Count) : failing.Samples;
        return new() { Answers = false, AskedAt = at, FailedProbes = failed, Failing = failing with { Samples = last } };
    }

    /// <summary>Whether it failed as often in a row as makes green's health trigger trip.</summary>
    public bool IsDown(PlanDescription plan) =>
        Failing is { } failing && ConditionOf(plan) is var condition && failing.Count >= condition.Count && failing.Until - failing.Since <= condition.Window;

    public string Describe(PlanDescription plan) =>
        string.Create(CultureInfo.InvariantCulture, $"{ConditionOf(plan).Count} rounds in a row, the last with {Trouble}");

    private static HealthCondition ConditionOf(PlanDescription plan)
    {
        foreach (var trigger in plan.Triggers)
        {
            if (trigger is HealthTrigger health)
            {
                return health.Condition;
            }
        }

        return new(UsualCount, plan.SampleEvery * UsualCount is var three && three > UsualWindow ? three : UsualWindow);
    }
}
