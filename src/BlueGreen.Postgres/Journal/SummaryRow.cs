using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>A rollout's row.</summary>
internal sealed record SummaryRow
{
    public string Id { get; init; } = "";

    public string Application { get; init; } = "";

    public string Version { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Fingerprint { get; init; } = "";

    public string Standing { get; init; } = "";

    public string? Outcome { get; init; }

    public DateTime StartedAt { get; init; }

    public short StartedTicks { get; init; }

    public DateTime UpdatedAt { get; init; }

    public short UpdatedTicks { get; init; }

    public RolloutSummary Read() => new()
    {
        Rollout = new(Id),
        Application = Application,
        Version = Version,
        Kind = Enum.Parse<RolloutKind>(Kind),
        Fingerprint = Fingerprint,
        Standing = Standings.Read(Standing),
        Outcome = Outcome is null ? null : Enum.Parse<RolloutOutcome>(Outcome),
        StartedAt = StoreTime.Of(StartedAt, StartedTicks),
        UpdatedAt = StoreTime.Of(UpdatedAt, UpdatedTicks),
    };
}
