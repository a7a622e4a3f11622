namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>Sizes batches so that each takes about as long as it should: they grow slowly, because one batch says little, and shrink at once, because others wait for as long as a batch holds its rows.</summary>
internal sealed class BatchPace(PostgresMigrationOptions options, int first)
{
    private const double Growth = 1.25;

    public int Size { get; private set; } = Math.Clamp(first, 1, options.MaxBatchSize);

    /// <summary>Sizes the next batch by how long the last took.</summary>
    public int After(TimeSpan took)
    {
        var factor = Math.Min(options.BatchTime / TimeSpan.FromTicks(Math.Max(1, took.Ticks)), Growth);
        Size = Math.Clamp((int)Math.Round(Size * factor), 1, options.MaxBatchSize);
        return Size;
    }
}
