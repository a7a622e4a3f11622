using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>What may take effect in the world.</summary>
internal sealed partial class Oracle
{
    private WriteToken _highestSplit;
    private WriteToken _highestLive;
    private readonly HashSet<DeploymentId> _stoppedLate = [];

    /// <summary>When a call that no fence kept out took effect after a later one.</summary>
    public DateTimeOffset? LateSplitAt { get; private set; }

    public DateTimeOffset? LateLiveAt { get; private set; }

    public void SplitWritten(OperationContext context, TrafficSplit split, bool isStale)
    {
        Fenced(context, isStale, "split");
        Intended(context.Operation, "written");
        var isLate = context.Token < _highestSplit || context.Token.Epoch < _epoch;
        _highestSplit = context.Token > _highestSplit ? context.Token : _highestSplit;
        LateSplitAt = isLate ? Now : null;
        if (isLate && IsFenced(_simulation.Scenario.World.RouterFencing))
        {
            LateSplitAt = null;
        }

        if (LateSplitAt is null && split.Weights.FirstOrDefault(weight => !World.Running.Contains(weight.Deployment) && !_stoppedLate.Contains(weight.Deployment) && !HasDied(weight.Deployment)).Deployment is { Value.Length: > 0 } dead)
        {
            Break("TrafficToStopped", $"{split}, but {dead} does not run");
        }

        AfterOutcome("split", LateSplitAt is not null);
    }

    /// <summary>A blue that has just died nobody can know of; one that is known to be dead is judged where the write is intended.</summary>
    private bool HasDied(DeploymentId deployment) => World.BlueDiedAt is not null && deployment == World.Blue?.Id;

    public void LiveWritten(OperationContext context, Deployment? live, bool isStale)
    {
        Fenced(context, isStale, "live deployment");
        Intended(context.Operation, "written");
        var isLate = context.Token < _highestLive || context.Token.Epoch < _epoch;
        _highestLive = context.Token > _highestLive ? context.Token : _highestLive;
        LateLiveAt = isLate && !IsFenced(_simulation.Scenario.World.EnvironmentFencing) ? Now : null;
        AfterOutcome("live deployment", LateLiveAt is not null);
    }

    public void Deployed(OperationContext context, int step, int deployments)
    {
        if (deployments > 1)
        {
            Break("OneEffect", $"{context.Operation} made deployment {deployments} of step {step}");
        }

        Intended(context.Operation, "deployed");
    }

    public void StatementRun(OperationContext context, MigrateStep step, string statement, bool isAgain)
    {
        if (isAgain)
        {
            Break("OneEffect", $"{statement} ran twice");
        }

        if (step.Phase == MigrationPhase.Contract && !Standing.IsPastReturn)
        {
            Break("ContractLast", $"{statement} ran before the point of no return");
        }

        if (Standing.Outcome is not null)
        {
            Break("OutcomeHolds", $"{statement} ran after the outcome {Standing.Outcome.Outcome}");
        }
    }

    public void StepTookEffect(OperationContext context, int step, bool isStale)
    {
        Fenced(context, isStale, $"step {step}");
        Intended(context.Operation, "carried out");
    }

    public void Retired(OperationContext context, Deployment deployment)
    {
        var isBlue = deployment.Id == Baseline?.Blue?.Id;
        var isDue = _journal.Exists(entry => entry.Event is Events.OutcomeReached outcome && (outcome.Outcome == RolloutOutcome.Succeeded) == isBlue);
        var isLate = context.Token.Epoch < _epoch && !IsFenced(_simulation.Scenario.World.EnvironmentFencing);
        if (StoppedTooLate(deployment) || isLate)
        {
            return;
        }

        if (!isDue || (World.Split.WeightOf(deployment.Id) > Percentage.Zero && !Moved(World.SplitDriftedAt, LateSplitAt, _retireReadAt)))
        {
            Break("RetireLast", $"{deployment} was stopped with {World.Split} in force and the outcome {Standing.Outcome?.Outcome.ToString() ?? "open"}");
        }

        if (_hadTraffic && !_journal.Exists(entry => entry.Event is Events.OperationIntended { Operation: DrainDeployment drain } && drain.Deployment == deployment.Id))
        {
            Break("DrainFirst", $"{deployment} was stopped without being drained");
        }
    }

    /// <summary>Without a fence a call to stop blue can arrive after blue was started again: that can only be told, not prevented.</summary>
    private bool StoppedTooLate(Deployment deployment)
    {
        var isAgain = _journal.Exists(entry => entry.Event is Events.OperationIntended { Operation: RestartDeployment restart } && restart.Deployment.Id == deployment.Id);
        if (!isAgain || IsFenced(_simulation.Scenario.World.EnvironmentFencing))
        {
            return false;
        }

        Residual++;
        _stoppedLate.Add(deployment.Id);
        return true;
    }

    private static bool IsFenced(Fencing fencing) => fencing != Fencing.None;

    private static void Fenced(OperationContext context, bool isStale, string what)
    {
        if (isStale)
        {
            Break("StaleEffect", $"the {what} was written with the token {context.Token} after a higher one");
        }
    }
}
