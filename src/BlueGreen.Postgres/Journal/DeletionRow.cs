namespace BlueGreen.Postgres.Journal;

/// <summary>What a deletion found.</summary>
internal sealed record DeletionRow
{
    public bool IsGone { get; init; }

    public bool WasThere { get; init; }
}
