namespace BlueGreen.Postgres.Journal;

/// <summary>What an append wrote.</summary>
internal sealed record AppendRow
{
    public long Epoch { get; init; }

    public long Head { get; init; }

    public DateTime At { get; init; }
}
