using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Rules: what holds for the whole rollout, wherever in the chain it is stated.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>Rolls back when a metric of green stays beyond a limit, from green's first request until the end.</summary>
    /// <param name="condition">Such as <c>Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2))</c>.</param>
    /// <param name="strategy">How users are brought back. Default: <see cref="Rollback.Immediate"/>.</param>
    public RolloutBuilder RollBackWhen(SustainedCondition condition, RollbackStrategy? strategy = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Say(draft => draft.Triggers.Add(new ThresholdTrigger(draft.FreeRule(condition.ToString()), strategy ?? Rollback.Immediate, condition)));
    }

    /// <summary>Rolls back when green fails several rounds of health probes in a row, from green's first request until the end. Needs probes.</summary>
    /// <param name="condition">Such as <c>Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1))</c>.</param>
    /// <param name="strategy">How users are brought back. Default: <see cref="Rollback.Immediate"/>.</param>
    public RolloutBuilder RollBackWhen(HealthCondition condition, RollbackStrategy? strategy = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Say(draft => draft.Triggers.Add(new HealthTrigger(draft.FreeRule(condition.ToString()), strategy ?? Rollback.Immediate, condition)));
    }

    /// <summary>
    /// Rolls back as soon as green is found to do worse than blue, beyond chance, while both have traffic. Once per plan, so that there is one share of false alarms. How soon a fault is found
    /// depends on how often is sampled: every second where the router itself counts.
    /// </summary>
    /// <param name="condition">Such as <c>When.GreenIsWorse()</c>.</param>
    /// <param name="strategy">How users are brought back. Default: <see cref="Rollback.Immediate"/>.</param>
    public RolloutBuilder RollBackWhen(WorseThanBlue condition, RollbackStrategy? strategy = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Say(draft => draft.Triggers.Add(new ComparisonTrigger(draft.FreeRule("green is worse than blue"), strategy ?? Rollback.Immediate, condition)));
    }

    /// <summary>Says that nothing but a failed step or a person turns the rollout back, and why that is good enough. Otherwise a plan needs a trigger.</summary>
    /// <param name="reason">For the plan's readers and the journal. Not empty.</param>
    public RolloutBuilder WithoutTriggers(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Say(draft => draft.NoTriggersReason.State(reason));
    }

    /// <summary>
    /// Keeps the newest deployments and deletes the others once the rollout has succeeded; never the live one, the rollback target, or one that the environment
    /// protects. Default: the environment keeps what it keeps.
    /// </summary>
    /// <param name="deployments">At least 1.</param>
    public RolloutBuilder Retain(int deployments) => Say(draft => draft.Retain.State(deployments));

    /// <summary>Gives requests in flight time to finish once a deployment has lost its traffic. Default: 30 seconds.</summary>
    /// <param name="within">When waiting ends even if requests are still in flight. Zero or more.</param>
    public RolloutBuilder Drain(TimeSpan within) => Say(draft => draft.Drain.State(within));

    /// <summary>
    /// Says how long blue's state is asserted again after a rollback where router or environment cannot keep late writers out. Default: 15 seconds.
    /// </summary>
    /// <param name="time">Zero or more.</param>
    public RolloutBuilder Settle(TimeSpan time) => Say(draft => draft.Settle.State(time));

    /// <summary>Says how often metrics and health are sampled. Default: every 10 seconds.</summary>
    /// <param name="interval">Greater than zero.</param>
    /// <param name="timeout">When a sample is given up, at most <paramref name="interval"/>. Default: 5 seconds, or the interval where that is shorter.</param>
    public RolloutBuilder SampleEvery(TimeSpan interval, TimeSpan? timeout = null) => SampleAt(interval, timeout);

    /// <summary>
    /// Says how a rollback goes that a person asks for gradually. Default: <see cref="Rollback.Gradual"/>, without those of its stages that the router
    /// cannot hold.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    public RolloutBuilder GradualRollback(RollbackStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return Say(draft => draft.GradualRollback.State(strategy));
    }

    /// <summary>
    /// Asks that another plan, such as the one for staging, has rolled out the same release and succeeded. May be repeated for several plans.
    /// </summary>
    /// <param name="other">The other plan. It has another application, and its rollouts are kept in the same journal.</param>
    /// <param name="maximumAge">How long ago it may have finished. Default: 24 hours.</param>
    public RolloutBuilder Requires(RolloutPlan other, TimeSpan? maximumAge = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        var requirement = new PlanRequirement(other.Description.Application, other.Fingerprint, maximumAge ?? TimeSpan.FromHours(24));
        return Say(draft => draft.Requires.Add(requirement));
    }

    /// <summary>Makes this an emergency plan: what pre-flight finds is recorded, and does not stop it. Triggers stay armed.</summary>
    /// <param name="reason">Why, for the journal and the report. Not empty.</param>
    public RolloutBuilder Emergency(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Say(draft => draft.EmergencyReason.State(reason));
    }

    /// <summary>
    /// Runs a step of one's own, or of a provider, right before each of certain steps, wherever in the chain this is stated. Each becomes a step of the plan, named <c>NAME before STEP</c>; it is left out where
    /// the step that it precedes is. It must change nothing that a deployment needs, since nothing undoes it.
    /// </summary>
    /// <param name="steps">Whether it runs before a step. At least one of the plan's.</param>
    /// <param name="name">What it is called, such as <c>restore point</c>.</param>
    /// <param name="handler">Does it; <see cref="CustomStep.Before"/> says before which step.</param>
    /// <param name="settings">What the handler needs to know, for people to read too. No secrets.</param>
    /// <param name="deadline">For each. Default: 10 minutes.</param>
    public RolloutBuilder BeforeEach(
        Func<PlanStep, bool> steps, string name, ICustomStepHandler handler, IReadOnlyDictionary<string, string>? settings = null, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(handler);
        var sorted = (settings ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return Say(draft => draft.Preceding.Add(new(name, steps, handler, sorted, deadline ?? StepDeadlines.Custom)));
    }

    private RolloutBuilder SampleAt(TimeSpan? interval, TimeSpan? timeout) => Say(draft =>
    {
        if (interval is { } every)
        {
            draft.SampleEvery.State(every);
        }

        if (timeout is { } limit)
        {
            draft.SampleTimeout.State(limit);
        }
    });
}
