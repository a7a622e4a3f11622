using BlueGreen.Events;
using BlueGreen.Operations;

namespace BlueGreen.Testing.Simulation;

/// <summary>What is promised about a blue that dies: it is noticed, nothing goes on without it, and nobody is sent to it before it was started again.</summary>
internal sealed partial class Oracle
{
    private DateTimeOffset? _blueDownSince;

    /// <summary>A split that is only written again, because blue has moved, is no step forward.</summary>
    private static bool IsRepeat(Standing known, ShiftTraffic shift) => shift.Split == known.Split && !known.Holds.Contains(HoldKind.Drift);

    /// <summary>A blue that stays dead is held for, in every state in which it is the one to return to.</summary>
    private void NoticeDeadBlue(bool isDriven)
    {
        var isNeeded = isDriven && Baseline?.Blue is not null && _simulation.Scenario.Kind == RolloutKind.Forward && _simulation.Plan.EmergencyReason is null
            && Standing is { Rollback: null, Outcome: null, IsPastReturn: false, IsFrozen: false, MustTurnBack: false, GoesWithoutBlue: false };
        if (!isNeeded || World.IsBlueHealthy || Standing.Holds.Contains(HoldKind.Blue))
        {
            _blueDownSince = null;
            return;
        }

        _blueDownSince ??= Now;
        var since = _blueDownSince > _simulation.DisturbedAt ? _blueDownSince.Value : _simulation.DisturbedAt;
        if (Now > since + (_simulation.Plan.SampleEvery * 4) + (_simulation.Plan.SampleTimeout * 2) + _simulation.Slack)
        {
            Break("BlueNoticed", $"blue has not answered since {_blueDownSince:O} ({(Now - since).TotalSeconds:0.0} s), and nothing is held");
        }
    }

    /// <summary>Nobody is sent back to a blue that is known to be dead.</summary>
    private static void JudgeReturn(Standing before, TrafficSplit split)
    {
        if (before is { IsBlueDown: true, Green: { } green } && split.WeightOf(green) < before.Split.WeightOf(green))
        {
            Break("NoReturnToTheDead", $"{split} although blue is down and was not started again");
        }
    }

    /// <summary>When everybody is back, the router sends them to where blue was started last.</summary>
    private void JudgeAddress()
    {
        var known = _journal.Select(entry => entry.Event).OfType<OperationCompleted>()
            .LastOrDefault(completed => _intents[completed.Id].Operation is RestartDeployment)?.Deployment ?? Baseline?.Blue;
        if (_hadTraffic && LateSplitAt is null && World.SplitDriftedAt is null && World.BlueAtRouter is { } told && told != known?.Url)
        {
            Break("BlueReached", $"the router sends to {told}, but blue answers at {known?.Url}");
        }
    }
}
