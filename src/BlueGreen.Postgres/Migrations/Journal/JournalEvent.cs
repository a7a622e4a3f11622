namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>A line of the history, as it is kept.</summary>
internal sealed class JournalEvent
{
    public required string Migration { get; init; }

    public required string Phase { get; init; }

    public required string Action { get; init; }

    public DateTime At { get; init; }

    public double Took { get; init; }

    public string? Rollout { get; init; }

    public string? Operation { get; init; }

    public required string[] Locks { get; init; }

    public string? Detail { get; init; }

    public MigrationHistoryEntry ToEntry() => new()
    {
        Migration = new MigrationPartId(Migration, Enum.Parse<PostgresMigrationPhase>(Phase, ignoreCase: true)).Name,
        Action = Action,
        At = new(DateTime.SpecifyKind(At, DateTimeKind.Utc)),
        Took = TimeSpan.FromMilliseconds(Took),
        Rollout = Rollout is { } rollout ? new(rollout) : null,
        Operation = Operation is { } operation ? new(operation) : null,
        Locks = [.. Locks],
        Detail = Detail,
    };
}
