namespace BlueGreen.Postgres.Checking;

/// <summary>A standby as the primary sees it.</summary>
internal sealed class StandbyRow
{
    public required string Name { get; init; }

    public string? State { get; init; }

    public bool HasReplayed { get; init; }

    /// <summary>How much it has still to replay; null where it has not said.</summary>
    public long? BytesBehind { get; init; }

    public override string ToString() => HasReplayed ? $"{Name} has replayed" : FormattableString.Invariant($"{Name} ({State ?? "in no known state"}) is {BytesBehind?.ToString() ?? "an unknown number of"} bytes behind");
}
