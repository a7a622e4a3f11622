using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Operations;

namespace Quickstart.Progress;

/// <summary>Words for the events that people want to see.</summary>
internal static class EventText
{
    /// <summary>Every change of state; null for what is only bookkeeping.</summary>
    public static Line? Of(RolloutEvent happened) => Remarkable(happened) ?? happened switch
    {
        RolloutStarted started => new($"rolling out {started.Release}"),
        BaselineCaptured { Blue: { } blue } => new($"  blue is {blue.Version}, with all traffic"),
        BaselineCaptured => new("  the first rollout: there is no blue"),
        StepCompleted step => new($"✔ {step.Step}: {step.Report.Summary}"),
        StepSkipped step => new($"– {step.Step}: {step.Why}"),
        TrafficShifted { Split.IsNone: true } => new("  nobody has traffic"),
        TrafficShifted shifted => new($"  {Split(shifted.Green)}"),
        DeploymentMadeLive made => new($"  live is {made.Deployment?.Version ?? "nothing"}"),
        RolloutClosed closed => Closed(closed),
        _ => null,
    };

    /// <summary>What deserves attention.</summary>
    public static Line? Remarkable(RolloutEvent happened) => happened switch
    {
        GateDeclined gate => new($"! {gate.Step} did not pass, what is left is left out: {gate.Report.Summary}", Tint.Alert),
        StepFailed step => new($"✘ {step.Step}: {step.Report.Summary}", Tint.Bad),
        TriggerTripped trigger => new($"! the trigger fires: {trigger.Rule}; observed {trigger.Observed}", Tint.Alert),
        RollbackStarted back => new($"! rolling back: {back.Reason}", Tint.Alert),
        HoldPlaced hold => new($"॥ held: {hold.Reason}", Tint.Alert),
        OperationIntended { Operation: RestartDeployment restart } => new($"! starting {restart.Deployment} again, and waiting until it answers", Tint.Alert),
        HoldLifted hold => new($"▸ goes on: {hold.Reason}", Tint.Alert),
        ProviderTroubled trouble => new($"! attempt {trouble.Attempts} failed and is repeated: {trouble.Error}", Tint.Alert),
        SignalAccepted { Signal: var signal } => new($"! {signal.Kind} by {signal.By}: {signal.Reason}", Tint.Alert),
        SignalRefused { Signal: var signal } refused => new($"! {signal.Kind} by {signal.By} is refused: {refused.Why}", Tint.Alert),
        RolloutFrozen frozen => new($"✘ frozen: {frozen.Reason}", Tint.Bad),
        _ => null,
    };

    public static Line Closed(RolloutClosed closed) => closed.Outcome == RolloutOutcome.Succeeded
        ? new($"✔ Succeeded: {closed.Reason}", Tint.Good)
        : new($"✘ {closed.Outcome}: {closed.Reason}", Tint.Bad);

    public static string Split(Percentage green) => $"blue {green.Rest}, green {green}";
}
