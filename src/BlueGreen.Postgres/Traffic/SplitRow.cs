namespace BlueGreen.Postgres.Traffic;

/// <summary>An entry's row.</summary>
internal sealed record SplitRow
{
    public long Epoch { get; init; }

    public long Intent { get; init; }

    public string Entry { get; init; } = "";

    public WriteToken Token => new(Epoch, Intent);
}
