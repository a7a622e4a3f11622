using System.Collections.Immutable;
using System.Text.Json;
using BlueGreen.Journal;
using BlueGreen.Reporting;
using BlueGreen.Reporting.History;

namespace BlueGreen;

/// <summary>
/// What a rollout was and how it went, for people, files and other programs. A pure function of the journal: the same entries give the same record, at any time and anywhere.
/// </summary>
public sealed record RolloutRecord
{
    /// <summary>The version of the format that this library writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the format. Members may be added without a new version; readers ignore what they do not know.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The rollout.</summary>
    public required RolloutId Rollout { get; init; }

    /// <summary>Its application.</summary>
    public required string Application { get; init; }

    /// <summary>Which way it went.</summary>
    public required RolloutKind Kind { get; init; }

    /// <summary>The release.</summary>
    public required Release Release { get; init; }

    /// <summary>How it ended, or that it is frozen; null while it runs.</summary>
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>Why it ended so; while it runs, what it does.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsClosed { get; init; }

    /// <summary>When it was started, by the store's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last event was written, by the store's clock.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The time from its start to its last event.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Who started it.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Why it was started.</summary>
    public string? StartReason { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>Why the plan was an emergency plan; null for ordinary plans.</summary>
    public string? EmergencyReason { get; init; }

    /// <summary>The plan's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The deployment that was live at the start; null in an application's first rollout, and before it is known.</summary>
    public Deployment? Blue { get; init; }

    /// <summary>The candidate; null before there is one.</summary>
    public Deployment? Green { get; init; }

    /// <summary>How many times a process began to drive it: more than 1 after a crash or a restart.</summary>
    public int Drivers { get; init; }

    /// <summary>The plan's steps, in order, with what became of them.</summary>
    public ImmutableArray<StepRecord> Steps { get; init; } = [];

    /// <summary>The splits that the router read back, in order; the first is the baseline.</summary>
    public ImmutableArray<SplitRecord> Splits { get; init; } = [];

    /// <summary>What was measured, per metric.</summary>
    public ImmutableArray<MetricRecord> Metrics { get; init; } = [];

    /// <summary>The plan's rules, and whether they tripped.</summary>
    public ImmutableArray<TriggerRecord> Triggers { get; init; } = [];

    /// <summary>How green compared with blue, test by test; empty where the plan compares nothing.</summary>
    public ImmutableArray<EvidenceRecord> Evidence { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>What health probes found, in order.</summary>
    public ImmutableArray<HealthRecord> Health { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When it took no forward step, and why.</summary>
    public ImmutableArray<HoldRecord> Holds { get; init; } = [];

    /// <summary>What people were asked, and what they said.</summary>
    public ImmutableArray<ApprovalRecord> Approvals { get; init; } = [];

    /// <summary>The states of data that were kept on the way, in order, each with the commands that come back to it.</summary>
    public ImmutableArray<RecoveryPointRecord> RecoveryPoints { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The way back; null when there was none.</summary>
    public RollbackRecord? Rollback { get; init; }

    /// <summary>Everything that happened, in order.</summary>
    public ImmutableArray<EventRecord> Events { get; init; } = [];

    /// <summary>Makes the record of a journal.</summary>
    /// <param name="journal">A rollout's entries in order, from the first on: all of them, or as many as there are yet.</param>
    /// <exception cref="ArgumentException"><paramref name="journal"/> is empty, does not begin with the first entry, or has gaps.</exception>
    public static RolloutRecord From(IReadOnlyList<JournalEntry> journal) => RecordWriter.Write(journal);

    /// <summary>Reads a journal and makes its record.</summary>
    /// <param name="journal">The store.</param>
    /// <param name="rollout">The rollout, open or closed.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The record; null when the store knows no such rollout.</returns>
    public static async Task<RolloutRecord?> ReadAsync(IRolloutJournal journal, RolloutId rollout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var entries = await journal.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false);
        return entries.IsEmpty ? null : From(entries);
    }

    /// <summary>The record as JSON, as <see cref="FromJson"/> reads it. Times are ISO 8601, metrics in their base unit (fractions, seconds, requests per second).</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJsonContext.Default.RolloutRecord);

    /// <summary>Reads a record.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="JsonException">The text is no record, or one of a schema that this version does not know.</exception>
    public static RolloutRecord FromJson(string json) =>
        JsonSerializer.Deserialize(json, RecordJsonContext.Default.RolloutRecord) is { Schema: CurrentSchema } record
            ? record
            : throw new JsonException($"The record has a schema that this version does not know (it knows {CurrentSchema}). Update the BlueGreen packages.");
}
