namespace BlueGreen.Postgres.Artifacts;

/// <summary>A whole artifact's row.</summary>
internal sealed record ArtifactRow
{
    public long Id { get; init; }

    public int Parts { get; init; }

    public long Size { get; init; }
}
