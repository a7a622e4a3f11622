namespace BlueGreen.Postgres.Migrations.Locks;

/// <summary>A lock on a table and the session that holds it.</summary>
internal sealed class LockHolder
{
    public required string Table { get; init; }

    public required string Mode { get; init; }

    public required int Pid { get; init; }

    public string? Application { get; init; }

    public string? State { get; init; }

    public string? Query { get; init; }

    /// <summary>The age of its transaction in seconds; null where this role may not see it.</summary>
    public double? Age { get; init; }

    public LockBlocker ToBlocker() => new(Pid, Application ?? "", State ?? "", Query ?? "", Age is { } age ? TimeSpan.FromSeconds(age) : null);
}
