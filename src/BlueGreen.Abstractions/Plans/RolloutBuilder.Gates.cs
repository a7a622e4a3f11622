using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Steps that wait for a verdict of the user: gates, approvals, waits, and steps of one's own.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>Lets the rollout pass only when code of one's own finds green as it should be.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="check">Looks at green. It may run again after a crash. An exception counts as a failure.</param>
    /// <param name="deadline">Default: 5 minutes.</param>
    /// <param name="onFailure">What happens when it does not pass. Default: the rollout rolls back.</param>
    public RolloutBuilder Gate(
        string name, Func<Deployment, CancellationToken, Task<CheckResult>> check, TimeSpan? deadline = null, GateFailure onFailure = GateFailure.RollBack)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Gate(name, Checks.That(name, GateHandler.For(name, check)), deadline, onFailure: onFailure);
    }

    /// <summary>Lets the rollout pass only when code of one's own looks at green without throwing.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="check">Looks at green; an exception counts as a failure, with its message as the finding. It may run again after a crash.</param>
    /// <param name="deadline">Default: 5 minutes.</param>
    /// <param name="onFailure">What happens when it does not pass. Default: the rollout rolls back.</param>
    public RolloutBuilder Gate(string name, Func<Deployment, CancellationToken, Task> check, TimeSpan? deadline = null, GateFailure onFailure = GateFailure.RollBack)
    {
        ArgumentNullException.ThrowIfNull(check);
        return Gate(name, Checks.That(name, GateHandler.For(name, check)), deadline, onFailure: onFailure);
    }

    /// <summary>Lets the rollout pass only when a check passes. Commands may hold <see cref="ReleaseToken.GreenUrl"/>.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="check">The check.</param>
    /// <param name="deadline">Default: 5 minutes, or the time limit of the check's command where that is longer.</param>
    /// <param name="compareWith">
    /// Reads figures from the command's result, as in a load test, and lets the rollout pass only when none of them is worse than the baseline allows. Default: only the exit code counts.
    /// </param>
    /// <param name="onFailure">What happens when it does not pass. Default: the rollout rolls back.</param>
    public RolloutBuilder Gate(string name, Check check, TimeSpan? deadline = null, Baseline? compareWith = null, GateFailure onFailure = GateFailure.RollBack)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(check);
        Bind(check);
        return Then(new GateStep(name, check.Description)
        {
            CompareWith = compareWith,
            OnFailure = onFailure,
            Deadline = deadline ?? StepDeadlines.For(StepDeadlines.Gate, [check.Description]),
        });
    }

    /// <summary>Waits for a person, with triggers armed.</summary>
    /// <param name="role">Who may approve, for people to read, such as <c>dba</c>.</param>
    /// <param name="within">When the approval expires. Greater than zero.</param>
    /// <param name="onExpiry">What happens then. Default: the rollout rolls back.</param>
    public RolloutBuilder Approve(string role, TimeSpan within, Expiry onExpiry = Expiry.RollBack)
    {
        ArgumentNullException.ThrowIfNull(role);
        return Then(new ApprovalStep(_draft.Free($"approval by {role}"), role, onExpiry) { Deadline = within });
    }

    /// <summary>Waits, with triggers armed, without judging.</summary>
    /// <param name="duration">Greater than zero.</param>
    public RolloutBuilder Wait(TimeSpan duration) => Then(new WaitStep(_draft.Free($"wait {duration.ToText()}")) { Deadline = duration });

    /// <summary>Adds a step of one's own, or of a provider. Extension methods make it read like the others.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="handler">Does and undoes it.</param>
    /// <param name="undo">What the handler does on the way back, for people to read. Default: nothing.</param>
    /// <param name="settings">What the handler needs to know. No secrets.</param>
    /// <param name="deadline">Default: 10 minutes.</param>
    public RolloutBuilder Step(
        string name, ICustomStepHandler handler, string? undo = null, IReadOnlyDictionary<string, string>? settings = null, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(handler);
        return Say(draft => draft.Handlers.Add(new DraftedHandler(name, handler))).Then(new CustomStep(name, undo)
        {
            Settings = (settings ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Deadline = deadline ?? StepDeadlines.Custom,
        });
    }
}
