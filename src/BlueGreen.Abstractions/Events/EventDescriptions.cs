using System.Text.Json;
using BlueGreen.Operations;

namespace BlueGreen.Events;

/// <summary>Events as people read them. The words may change between versions; programs read the events themselves.</summary>
public static class EventDescriptions
{
    /// <summary>An event's name, as the journal writes it: <c>trafficShifted</c>.</summary>
    /// <param name="rolloutEvent">The event.</param>
    public static string GetKind(this RolloutEvent rolloutEvent)
    {
        ArgumentNullException.ThrowIfNull(rolloutEvent);
        return JsonNamingPolicy.CamelCase.ConvertName(rolloutEvent.GetType().Name);
    }

    /// <summary>How much an event matters to people.</summary>
    /// <param name="rolloutEvent">The event.</param>
    public static EventImportance GetImportance(this RolloutEvent rolloutEvent) => rolloutEvent switch
    {
        OperationIntended { Operation: RestartDeployment } => EventImportance.Warning,
        OperationIntended or OperationCompleted or OperationCancelRequested or OperationSettled or Checkpointed or DriverTookOver => EventImportance.Detail,
        StepFailed or OperationFailed or TriggerTripped or RolloutFrozen or RollbackEscalated => EventImportance.Error,
        RolloutClosed { Outcome: not RolloutOutcome.Succeeded } or OutcomeReached { Outcome: not RolloutOutcome.Succeeded } => EventImportance.Error,
        StepCompleted { Report: { Passed: true } report } when report.Findings.Any(finding => !finding.Passed) => EventImportance.Warning,
        RollbackStarted or HoldPlaced or ApprovalRequested or ApprovalExpired or GateDeclined or ProviderTroubled or ReadBackDelayed or SignalRefused or PointOfNoReturnPassed => EventImportance.Warning,
        _ => EventImportance.Info,
    };

    /// <summary>One sentence about an event, with its numbers and names.</summary>
    /// <param name="rolloutEvent">The event.</param>
    public static string Describe(this RolloutEvent rolloutEvent)
    {
        ArgumentNullException.ThrowIfNull(rolloutEvent);
        return rolloutEvent switch
        {
            RolloutStarted started => $"{(started.Kind == RolloutKind.Rollback ? "returning to" : "rolling out")} {started.Release}{By(started.By)}{Why(started.Reason)}",
            DriverTookOver driver => $"{driver.Owner} drives from here, under epoch {driver.Epoch}",
            SignalAccepted { Signal: var signal } => $"{signal.Kind}{By(signal.By)}{Why(signal.Reason)}",
            SignalRefused { Signal: var signal } refused => $"{signal.Kind}{By(signal.By)} was refused: {refused.Why}",
            BaselineCaptured { Blue: { } blue } => $"blue is {blue.Version ?? blue.Id.Value}",
            BaselineCaptured => "there is no blue: this is the first rollout",
            StepStarted step => $"{step.Step} begins",
            StepCompleted step => $"{step.Step}: {step.Report.Summary}",
            StepFailed step => $"{step.Step} failed: {step.Report.Summary}",
            GateDeclined gate => $"{gate.Step} did not pass, so what is left is left out: {gate.Report.Summary}",
            StepSkipped step => $"{step.Step} was left out: {step.Why}",
            TrafficShifted { Split.IsNone: true } => "nobody has traffic",
            TrafficShifted shifted => $"traffic is blue {shifted.Green.Rest}, green {shifted.Green}",
            DeploymentMadeLive made => $"{made.Deployment?.Version ?? made.Deployment?.Id.Value ?? "nothing"} is live",
            _ => DescribeTrouble(rolloutEvent),
        };
    }

    private static string DescribeTrouble(RolloutEvent rolloutEvent) => rolloutEvent switch
    {
        TriggerTripped tripped => $"the trigger tripped: {tripped.Reason}",
        HoldPlaced hold => $"held ({Word(hold.Hold)}): {hold.Reason}",
        HoldLifted hold => $"goes on ({Word(hold.Hold)}): {hold.Reason}",
        ApprovalRequested approval => $"{approval.Step} waits for {approval.Role} until {approval.ExpiresAt:u}",
        ApprovalGranted approval => $"{approval.Step} was approved{By(approval.By)}{Why(approval.Reason)}",
        ApprovalExpired approval => $"{approval.Step} was not approved in time",
        RollbackStarted back => $"rolling back {back.Strategy}{By(back.By)}: {back.Reason}",
        RollbackEscalated back => $"the rollback is now immediate: {back.Reason}",
        PointOfNoReturnPassed passed => $"{passed.Step}: the point of no return is passed; {passed.Loss}",
        ProviderTroubled trouble => $"attempt {trouble.Attempts} failed and is repeated: {trouble.Error}",
        ReadBackDelayed delayed => $"waits until router and environment can be read: {delayed.Reason}",
        RolloutFrozen frozen => $"frozen, waits for a person: {frozen.Reason}",
        OutcomeReached outcome => $"{outcome.Outcome}: {outcome.Reason}",
        RolloutClosed closed => $"closed as {closed.Outcome}: {closed.Reason}",
        _ => DescribeDetail(rolloutEvent),
    };

    private static string DescribeDetail(RolloutEvent rolloutEvent) => rolloutEvent switch
    {
        OperationIntended intended => $"{intended.Id}: {Describe(intended.Operation)}",
        OperationCompleted completed => $"{completed.Id} ended: {completed.Report.Summary}",
        OperationFailed failed => $"{failed.Id} is given up: {failed.Error}",
        OperationCancelRequested cancel => $"{cancel.Id} is cancelled: {cancel.Why}",
        OperationSettled settled => $"{settled.Id} has no further effect ({settled.How})",
        Checkpointed { Breaches: { IsDefaultOrEmpty: false } breaches } => $"checkpoint; breaching: {string.Join(", ", breaches.Select(breach => breach.Rule))}",
        Checkpointed => "checkpoint",
        _ => rolloutEvent.GetType().Name,
    };

    private static string Describe(RolloutOperation operation) => operation switch
    {
        ShiftTraffic shift => $"shift traffic to {shift.Split}",
        MakeLive live => $"make {live.Deployment?.Version ?? "nothing"} live",
        RunStep step => $"run step {step.Step + 1}",
        UndoStep step => $"undo step {step.Step + 1}",
        DrainDeployment drain => $"drain {drain.Deployment}",
        RetireDeployment retire => $"retire {retire.Deployment}",
        RestartDeployment restart => $"start {restart.Deployment} again and wait until it answers",
        ValidateBlue => "validate blue",
        ApplyRetention => "delete old deployments",
        _ => "look around",
    };

    private static string Word(HoldKind hold) => hold.ToString().ToLowerInvariant();

    private static string By(string? who) => who is null ? "" : $" by {who}";

    private static string Why(string? reason) => reason is null ? "" : $": {reason}";
}
