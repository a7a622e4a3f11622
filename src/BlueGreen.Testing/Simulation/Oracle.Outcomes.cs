using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>What an outcome says must be so, then and ever after.</summary>
internal sealed partial class Oracle
{
    /// <summary>How much a host's clock is set by at most: a reading from before is by the former clock.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromSeconds(3);

    private DateTimeOffset _readAt;

    /// <summary>Takes down how fresh the reading is that an append rests on.</summary>
    private void Reading(SimulatedHost host, DriverCore driver, AppendRequest request)
    {
        if (driver.Seen.Epoch != _epoch)
        {
            return;
        }

        var ahead = host.Now - Now;
        switch (request.Event)
        {
            case OutcomeReached or PointOfNoReturnPassed:
                var split = driver.Seen.Split?.At ?? DateTimeOffset.MinValue.AddDays(1);
                var live = driver.Seen.Live?.At ?? DateTimeOffset.MinValue.AddDays(1);
                _readAt = (split < live ? split : live) - ahead - TimeSpan.FromMilliseconds(1);
                _readAt -= host.ClockSetAt >= _readAt - ClockStep ? ClockStep : TimeSpan.Zero;
                break;
            case TrafficShifted shifted when World.Split != shifted.Split && !WasSplit(shifted, driver, ahead):
                Break("RecordedTruth", $"{shifted} is recorded, but the router has {World.Split}");
                break;
            case DeploymentMadeLive live1 when World.Live?.Id != live1.Deployment?.Id && !Moved(World.LiveDriftedAt, LateLiveAt, driver.Seen.Live?.At - ahead):
                Break("RecordedTruth", $"{live1} is recorded, but {World.Live} is live");
                break;
        }
    }

    private bool WasSplit(TrafficShifted shifted, DriverCore driver, TimeSpan ahead) =>
        shifted.Split is not null && Moved(World.SplitDriftedAt, LateSplitAt, driver.Seen.Split?.At - ahead);

    /// <summary>Whether somebody else, or a late call that nothing keeps out, changed it after it was read.</summary>
    private bool Moved(DateTimeOffset? drifted, DateTimeOffset? late, DateTimeOffset? read) =>
        drifted >= (read ?? Now) - TimeSpan.FromMilliseconds(5) || late >= (read ?? Now) - TimeSpan.FromMilliseconds(5);

    private void Declared(OutcomeReached outcome)
    {
        if (_unsettled.Count > 0 || World.HasWork)
        {
            Break("Settled", $"{outcome.Outcome} with {_unsettled.Count} unsettled operations, {(World.HasWork ? "and work under way" : "")} {string.Join(", ", _unsettled)}");
        }

        if (outcome.Outcome == RolloutOutcome.Succeeded)
        {
            for (var i = 0; i < _simulation.Plan.Steps.Length; i++)
            {
                if (!_passed.Contains(i))
                {
                    Break("EveryGate", $"succeeded without step {i}");
                }
            }
        }

        Agrees(outcome.Outcome, _readAt);
    }

    /// <summary>The world is as the outcome says, unless a stranger or a late call without a fence came after the reading.</summary>
    private void Agrees(RolloutOutcome outcome, DateTimeOffset readAt)
    {
        var (split, live) = outcome == RolloutOutcome.Succeeded
            ? (TrafficSplit.AllTo(Standing.Green!.Value), Standing.Green)
            : (BaselineSplit, Baseline?.Blue?.Id);
        if (outcome is RolloutOutcome.Failed or RolloutOutcome.Aborted && Baseline is null)
        {
            return;
        }

        if (outcome is RolloutOutcome.Failed or RolloutOutcome.Aborted)
        {
            split = World.SplitDriftedAt is null ? Baseline!.Split : World.Split;
            live = World.LiveDriftedAt is null ? live : World.Live?.Id;
        }

        if (World.Split != split && !Moved(World.SplitDriftedAt, LateSplitAt, readAt))
        {
            Break("OutcomeTrue", $"{outcome}, but the router has {World.Split}, not {split}; read {Now - readAt} before");
        }

        if (World.Live?.Id != live && !Moved(World.LiveDriftedAt, LateLiveAt, readAt))
        {
            Break("OutcomeTrue", $"{outcome}, but {World.Live?.ToString() ?? "nothing"} is live, not {live?.ToString() ?? "nothing"}");
        }

        if (outcome != RolloutOutcome.Succeeded)
        {
            JudgeAddress();
            Undone(outcome);
        }
    }

    private void Undone(RolloutOutcome outcome)
    {
        foreach (var index in World.Effects)
        {
            if (_simulation.Plan.Steps[index] is CustomStep { Undo: not null } or PointDnsStep && !GaveUp(index))
            {
                Break("Undone", $"{outcome}, but step {index} '{_simulation.Plan.Steps[index].Name}' is still in effect");
            }
        }
    }

    private bool GaveUp(int step) => _journal.Exists(entry => entry.Event is OperationFailed failed && _intents[failed.Id].Operation is Operations.UndoStep undo && undo.Step == step)
        || _journal.Exists(entry => entry.Event is OperationSettled settled && _intents[settled.Id].Operation is Operations.UndoStep undo && undo.Step == step);

    /// <summary>After an outcome nothing of ours changes the world any more: exactly, where a fence stands; otherwise as long as the settle time caught it.</summary>
    private void AfterOutcome(string what, bool isLate)
    {
        if (Standing.Outcome is not { } outcome)
        {
            return;
        }

        var isWrong = outcome.Outcome == RolloutOutcome.Succeeded ? World.GreenWeight != Percentage.All || World.Live?.Id != Standing.Green
            : World.Split != BaselineSplit || World.Live?.Id != Baseline?.Blue?.Id;
        if (!isWrong || World.SplitDriftedAt is not null || World.LiveDriftedAt is not null)
        {
            return;
        }

        if (!isLate)
        {
            Break("OutcomeHolds", $"the {what} was written after {outcome.Outcome}: {World.Split}, live {World.Live}");
        }

        if (_baselineAt is { } baseline && Now < baseline + _simulation.Plan.SettleTime - TimeSpan.FromSeconds(2) && outcome.Outcome == RolloutOutcome.RolledBack)
        {
            Break("SettleTime", $"a late call changed the {what} {(Now - baseline).TotalSeconds:0.0} s after the baseline, within the settle time");
        }

        Residual++;
    }

    /// <summary>Late calls beyond what can be promised without a fence.</summary>
    public int Residual { get; private set; }

    /// <summary>The end of a run: closed, and the world as the outcome says.</summary>
    public void Ended()
    {
        foreach (var driver in _simulation.Hosts.Select(host => host.Driver).OfType<DriverCore>())
        {
            Refold(driver);
        }

        if (Standing is { IsClosed: true, Outcome: { } outcome } && Residual == 0)
        {
            Agrees(outcome.Outcome, _readAt);
        }
        else if (!Standing.IsClosed)
        {
            Break("Liveness", $"not closed {Now - _simulation.DisturbedAt} after the last fault: {Standing}");
        }
    }
}
