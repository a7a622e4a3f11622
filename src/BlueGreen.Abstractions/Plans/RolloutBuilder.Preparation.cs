using System.Collections.Immutable;
using BlueGreen.Plans;
using BlueGreen.Plans.Drafting;

namespace BlueGreen;

/// <content>Steps that prepare: checks, snapshots, migrations, and green itself.</content>
public sealed partial class RolloutBuilder
{
    /// <summary>
    /// Runs checks side by side and reports all failures together. Deadline: 10 minutes, or the longest time limit of their commands where that is longer.
    /// </summary>
    /// <param name="checks">The checks; their names are unique.</param>
    public RolloutBuilder Check(params ReadOnlySpan<Check> checks) => CheckAs(null, [.. checks], null);

    /// <summary>Runs checks side by side and reports all failures together.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="checks">The checks; their names are unique.</param>
    /// <param name="deadline">Default: 10 minutes, or the longest time limit of their commands where that is longer.</param>
    public RolloutBuilder Check(string name, ImmutableArray<Check> checks, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return CheckAs(name, checks.IsDefault ? [] : checks, deadline);
    }

    /// <summary>Takes snapshots before anything is changed. Deadline: 30 minutes.</summary>
    /// <param name="snapshots">What to record, each kind once.</param>
    public RolloutBuilder BackUp(params ReadOnlySpan<Snapshot> snapshots) => BackUpAs([.. snapshots], null);

    /// <summary>Takes snapshots before anything is changed.</summary>
    /// <param name="snapshots">What to record, each kind once.</param>
    /// <param name="deadline">Greater than zero.</param>
    public RolloutBuilder BackUp(ImmutableArray<Snapshot> snapshots, TimeSpan deadline) => BackUpAs(snapshots.IsDefault ? [] : snapshots, deadline);

    /// <summary>Checks that data is consistent; an error counts as a failure. May stand anywhere.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="check">Finds whether it is. It may run again after a crash.</param>
    /// <param name="deadline">Default: 5 minutes.</param>
    public RolloutBuilder Consistent(string name, CheckHandler check, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(check);
        return Say(draft => draft.Checks.Add(new DraftedCheck(name, check, "1")))
            .Then(new ConsistencyStep(name) { Deadline = deadline ?? StepDeadlines.Consistency });
    }

    /// <summary>Checks that data is consistent; an error counts as a failure. May stand anywhere.</summary>
    /// <param name="name">The step's name, unique within the plan.</param>
    /// <param name="check">Code of one's own or of a provider, such as a query; the step's name takes the place of its own. Commands, variables and addresses go to <see cref="Check(ReadOnlySpan{Check})"/>.</param>
    /// <param name="deadline">Default: 5 minutes.</param>
    /// <exception cref="ArgumentException">The check has no code.</exception>
    public RolloutBuilder Consistent(string name, Check check, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(check);
        if (check.Handler is null)
        {
            throw new ArgumentException($"The check '{check}' of the step '{name}' has no code that looks at data. Run it with Check() or Gate().", nameof(check));
        }

        Bind(check.Named(name));
        return Then(new ConsistencyStep(name) { Deadline = deadline ?? StepDeadlines.Consistency });
    }

    /// <summary>Runs the migrations that add what green needs and blue tolerates. Before green receives traffic.</summary>
    /// <param name="revertOnRollback">Whether a rollback reverts them. Default: they stay.</param>
    /// <param name="deadline">Default: 30 minutes.</param>
    public RolloutBuilder Expand(bool revertOnRollback = false, TimeSpan? deadline = null) =>
        Then(new MigrateStep(_draft.Free("expand"), MigrationPhase.Expand) { RevertOnRollback = revertOnRollback, Deadline = deadline ?? StepDeadlines.Migrate });

    /// <summary>Builds the release where asked to, and deploys it beside blue. A rollback stops it.</summary>
    /// <param name="buildWith">The command that builds it. Default: there is nothing to build.</param>
    /// <param name="deadline">For both. Default: 15 minutes.</param>
    public RolloutBuilder DeployGreen(Command? buildWith = null, TimeSpan? deadline = null) =>
        Then(new DeployStep(_draft.Free("deploy green"), buildWith) { Deadline = deadline ?? StepDeadlines.Deploy });

    /// <summary>Asks green the plan's probes until all of them are healthy in one round.</summary>
    /// <param name="deadline">Default: 5 minutes.</param>
    public RolloutBuilder ProbeGreen(TimeSpan? deadline = null) =>
        Then(new ProbeStep(_draft.Free("probe green")) { Deadline = deadline ?? StepDeadlines.Probe });

    private RolloutBuilder CheckAs(string? name, ImmutableArray<Check> checks, TimeSpan? deadline)
    {
        foreach (var check in checks)
        {
            ArgumentNullException.ThrowIfNull(check, nameof(checks));
            Bind(check);
        }

        ImmutableArray<CheckDescription> descriptions = [.. checks.Select(check => check.Description)];
        return Then(new CheckStep(name ?? _draft.Free("check"), descriptions)
        {
            Deadline = deadline ?? StepDeadlines.For(StepDeadlines.Checks, descriptions),
        });
    }

    private RolloutBuilder BackUpAs(ImmutableArray<Snapshot> snapshots, TimeSpan? deadline)
    {
        foreach (var snapshot in snapshots)
        {
            ArgumentNullException.ThrowIfNull(snapshot, nameof(snapshots));
        }

        return Then(new BackUpStep(_draft.Free("back up"), snapshots) { Deadline = deadline ?? StepDeadlines.BackUp });
    }

    private void Bind(Check check)
    {
        if (check.Handler is { } handler)
        {
            Say(draft => draft.Checks.Add(new DraftedCheck(check.Description.Name, handler, check.Version)));
        }
    }
}
