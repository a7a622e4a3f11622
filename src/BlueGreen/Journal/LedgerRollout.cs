using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Journal;

/// <summary>A rollout's rows in a ledger.</summary>
internal sealed class LedgerRollout(RolloutId id, string application, int number)
{
    private string? _fingerprint;

    public RolloutId Id => id;

    public string Application => application;

    /// <summary>Rises with each start.</summary>
    public int Number => number;

    public List<JournalEntry> Entries { get; } = [];

    public List<InboxEntry> Inbox { get; } = [];

    /// <summary>The highest event format that was written.</summary>
    public int Schema { get; set; }

    public bool IsClosed { get; set; }

    public RolloutSummary Summarize(bool isActive)
    {
        var started = (RolloutStarted)Entries[0].Event;
        return new()
        {
            Rollout = id,
            Application = application,
            Version = started.Release.Version,
            Kind = started.Kind,
            Fingerprint = _fingerprint ??= PlanJson.Fingerprint(started.Plan),
            Standing = IsClosed ? RolloutStanding.Closed : isActive ? RolloutStanding.Active : RolloutStanding.Queued,
            Outcome = JournalRules.OutcomeAfter(Entries[^1].Event),
            StartedAt = Entries[0].At,
            UpdatedAt = Entries[^1].At,
        };
    }
}
