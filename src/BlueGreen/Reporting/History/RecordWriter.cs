using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Reporting.History;

/// <summary>Makes a record of a journal. Pure.</summary>
internal static class RecordWriter
{
    public static RolloutRecord Write(IReadOnlyList<JournalEntry> journal)
    {
        var started = Check(journal);
        var state = journal.Aggregate(RolloutState.Empty, (state, entry) => state.Apply(entry));
        var (outcome, reason) = Ending(state);
        return new()
        {
            Rollout = state.Id,
            Application = state.Plan.Application,
            Kind = started.Kind,
            Release = started.Release,
            Outcome = outcome,
            Reason = reason,
            IsClosed = state.Closed is not null,
            StartedAt = state.StartedAt,
            UpdatedAt = state.LastAt,
            Duration = state.LastAt - state.StartedAt,
            StartedBy = started.By,
            StartReason = started.Reason,
            Incident = state.Rollback?.Started.Incident ?? started.Incident,
            EmergencyReason = state.Plan.EmergencyReason,
            Fingerprint = PlanJson.Fingerprint(state.Plan),
            Blue = state.Blue ?? started.ReturnTo,
            Green = state.Green ?? GreenOf(journal),
            Drivers = journal.Count(entry => entry.Event is DriverTookOver),
            Steps = StepHistory.Read(journal, state.Plan),
            Splits = SplitHistory.Read(journal, state),
            Metrics = MetricHistory.Read(journal, state.Plan, state.Blue, state.Green ?? GreenOf(journal)),
            Triggers = TriggerHistory.Read(journal, state.Plan),
            Evidence = EvidenceHistory.Read(journal, state.Plan),
            Health = HealthHistory.Read(journal, state.Plan, state.Blue, state.Green ?? GreenOf(journal)),
            Holds = HoldHistory.Read(journal),
            Approvals = ApprovalHistory.Read(journal),
            RecoveryPoints = RecoveryPointHistory.Read(journal, state.Plan),
            Rollback = RollbackHistory.Read(journal),
            Events = [.. journal.Select(EventHistory.Read)],
        };
    }

    private static RolloutStarted Check(IReadOnlyList<JournalEntry> journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (journal is not [{ Sequence: 1, Event: RolloutStarted started }, ..])
        {
            throw new ArgumentException("A record needs the journal from its first entry on, RolloutStarted. Read it with ReadAsync(rollout, after: 0).", nameof(journal));
        }

        for (var i = 1; i < journal.Count; i++)
        {
            if (journal[i].Sequence != i + 1 || journal[i].Rollout != journal[0].Rollout)
            {
                throw new ArgumentException(
                    $"A record needs every entry of one rollout in order; entry {i + 1} is number {journal[i].Sequence} of {journal[i].Rollout}. Read the journal again.", nameof(journal));
            }
        }

        return started;
    }

    private static (RolloutOutcome?, string) Ending(RolloutState state) => state switch
    {
        { Closed: { } closed } => (closed.Outcome, closed.Reason),
        { Frozen: { } frozen } => (RolloutOutcome.Frozen, frozen.Reason),
        { Outcome: { } reached } => (reached.Outcome, reached.Reason),
        { Rollback: { } rollback } => (null, $"rolling back: {rollback.Started.Reason}"),
        { Holds: [var hold, ..] } => (null, $"held: {hold.Reason}"),
        { Step: { } step } => (null, $"in step {state.Plan.Steps[step.Index].Name}"),
        _ => (null, "between steps"),
    };

    /// <summary>A deployment that was undone is forgotten by the state, not by the record.</summary>
    private static Deployment? GreenOf(IReadOnlyList<JournalEntry> journal) =>
        journal.Select(entry => (entry.Event as OperationCompleted)?.Deployment).LastOrDefault(deployment => deployment is not null);
}
