using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Hosting;

/// <summary>Says where a rollout stands, from the same fold that drives it.</summary>
internal static class StatusReading
{
    /// <param name="summary">The store's, read before the journal.</param>
    /// <param name="journal">All of it.</param>
    public static RolloutStatus Read(RolloutSummary summary, ImmutableArray<JournalEntry> journal)
    {
        var state = journal.Aggregate(RolloutState.Empty, (state, entry) => state.Apply(entry));
        return new()
        {
            Summary = Renew(summary, state),
            Sequence = state.Head,
            By = state.Started!.By,
            Reason = state.Started.Reason,
            Incident = state.Started.Incident,
            Blue = state.Blue,
            Green = state.Green,
            Split = state.Split,
            Step = state is { Step.Report: null, Closed: null } ? state.Plan.Steps[state.Step.Index].Name : null,
            Holds = [.. state.Holds.Select(hold => new HoldPlaced(hold.Kind, hold.Reason))],
            Approval = state is { Approval: { Grant: null } open, Step.Report: null } ? open.Request : null,
            Rollback = state.Rollback?.Started,
            PointOfNoReturn = state.NoReturn,
            OutcomeReason = state.Closed?.Reason ?? state.Outcome?.Reason ?? state.Frozen?.Reason,
            Plan = state.Plan,
        };
    }

    private static RolloutSummary Renew(RolloutSummary summary, RolloutState state) => summary with
    {
        Standing = state.Closed is null ? summary.Standing : RolloutStanding.Closed,
        Outcome = state.Closed?.Outcome ?? (state.Frozen is null ? null : RolloutOutcome.Frozen),
        UpdatedAt = state.LastAt,
    };
}
