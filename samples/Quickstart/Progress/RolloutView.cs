using System.Collections.Immutable;
using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace Quickstart.Progress;

/// <summary>What a rollout's journal amounts to, for people to see: a fold of its events, like everything that reads a journal.</summary>
internal sealed record RolloutView
{
    public required PlanDescription Plan { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public string? Blue { get; init; }

    public Percentage Green { get; init; }

    public required ImmutableArray<StepStatus> Steps { get; init; }

    public DateTimeOffset StepStartedAt { get; init; }

    public bool IsTurningBack { get; init; }

    public RolloutClosed? Closed { get; init; }

    /// <summary>The step that is under way, or null.</summary>
    public PlanStep? Step => Steps.IndexOf(StepStatus.Running) is >= 0 and var index ? Plan.Steps[index] : null;

    /// <summary>The trigger on error rates.</summary>
    public SustainedCondition? ErrorLimit =>
        Plan.Triggers.OfType<ThresholdTrigger>().Select(trigger => trigger.Condition).FirstOrDefault(rule => rule.Condition.Metric == Metric.ErrorRate);

    public static RolloutView? Apply(RolloutView? view, JournalEntry entry) =>
        entry.Event is RolloutStarted started ? Begin(started, entry.At) : view?.Apply(entry.Event, entry.At);

    private static RolloutView Begin(RolloutStarted started, DateTimeOffset at) => new()
    {
        Plan = started.Plan,
        Version = started.Release.Version,
        StartedAt = at,
        Steps = [.. started.Plan.Steps.Select(_ => StepStatus.Waiting)],
    };

    private RolloutView Apply(RolloutEvent happened, DateTimeOffset at) => happened switch
    {
        BaselineCaptured baseline => this with { Blue = baseline.Blue?.Version },
        StepStarted step => With(step.Index, StepStatus.Running) with { StepStartedAt = at },
        StepCompleted step => With(step.Index, StepStatus.Done),
        StepSkipped step => With(step.Index, StepStatus.LeftOut),
        GateDeclined gate => With(gate.Index, StepStatus.Failed),
        StepFailed step => With(step.Index, StepStatus.Failed),
        TrafficShifted shifted => this with { Green = shifted.Green },
        RollbackStarted => this with { IsTurningBack = true, Steps = [.. Steps.Select(Stopped)] },
        RolloutClosed closed => this with { Closed = closed },
        _ => this,
    };

    private RolloutView With(int index, StepStatus status) => this with { Steps = Steps.SetItem(index, status) };

    private static StepStatus Stopped(StepStatus status) => status switch
    {
        StepStatus.Waiting => StepStatus.LeftOut,
        StepStatus.Running => StepStatus.Failed,
        _ => status,
    };
}
