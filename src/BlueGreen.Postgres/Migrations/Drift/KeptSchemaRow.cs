namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>A state as the journal keeps it.</summary>
internal sealed class KeptSchemaRow
{
    /// <summary>The last event of the history that changed the schema when it was kept.</summary>
    public long Event { get; init; }

    public DateTime At { get; init; }

    public required string Origin { get; init; }

    public string? Migration { get; init; }

    public required string Content { get; init; }

    public string? Rollout { get; init; }

    public string? By { get; init; }

    public string? Reason { get; init; }

    public KeptSchema ToPublic() => new()
    {
        Schema = DatabaseSchema.Parse(Content),
        At = new(DateTime.SpecifyKind(At, DateTimeKind.Utc)),
        Origin = Origin,
        Migration = Migration,
        Rollout = Rollout is { } rollout ? new(rollout) : null,
        By = By,
        Reason = Reason,
    };
}
