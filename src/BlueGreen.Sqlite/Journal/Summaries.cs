using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Journal;

/// <summary>Summaries, as columns of a rollout's row.</summary>
internal static class Summaries
{
    /// <summary>All but its times and its standing, which the store decides.</summary>
    public static RolloutSummary Of(StartRequest request) => Of(request.Rollout, request.Started, default);

    /// <summary>That of a closed rollout.</summary>
    public static RolloutSummary Of(ImmutableArray<JournalEntry> entries, RolloutStarted started) => Of(entries[0].Rollout, started, entries[0].At) with
    {
        Standing = RolloutStanding.Closed,
        Outcome = JournalRules.OutcomeAfter(entries[^1].Event),
        UpdatedAt = entries[^1].At,
    };

    public static void Add(SqliteSession session, RolloutSummary summary, int schema) => session.Execute(
        JournalSql.AddRollout,
        ("$id", summary.Rollout.Value),
        ("$application", summary.Application),
        ("$version", summary.Version),
        ("$kind", summary.Kind.ToString()),
        ("$fingerprint", summary.Fingerprint),
        ("$standing", summary.Standing.ToString()),
        ("$outcome", summary.Outcome?.ToString()),
        ("$started_at", summary.StartedAt.UtcTicks),
        ("$schema", schema));

    public static List<RolloutSummary> List(SqliteSession session, RolloutQuery query) => session.Rows(
        JournalSql.List,
        Read,
        ("$application", query.Application),
        ("$rollout", query.Rollout?.Value),
        ("$open_only", query.OpenOnly ? 1 : 0),
        ("$before", query.Before?.Value),
        ("$maximum", Math.Max(0, query.Maximum)));

    private static RolloutSummary Of(RolloutId rollout, RolloutStarted started, DateTimeOffset at) => new()
    {
        Rollout = rollout,
        Application = started.Plan.Application,
        Version = started.Release.Version,
        Kind = started.Kind,
        Fingerprint = PlanJson.Fingerprint(started.Plan),
        Standing = RolloutStanding.Queued,
        StartedAt = at,
        UpdatedAt = at,
    };

    private static RolloutSummary Read(SqliteDataReader row) => new()
    {
        Rollout = new(row.GetString(0)),
        Application = row.GetString(1),
        Version = row.GetString(2),
        Kind = Enum.Parse<RolloutKind>(row.GetString(3)),
        Fingerprint = row.GetString(4),
        Standing = Enum.Parse<RolloutStanding>(row.GetString(5)),
        Outcome = row.IsDBNull(6) ? null : Enum.Parse<RolloutOutcome>(row.GetString(6)),
        StartedAt = new(row.GetInt64(7), TimeSpan.Zero),
        UpdatedAt = new(row.GetInt64(8), TimeSpan.Zero),
    };
}
