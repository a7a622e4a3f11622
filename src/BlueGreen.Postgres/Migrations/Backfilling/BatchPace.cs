namespace BlueGreen.Postgres.Migrations.Backfilling;

/// <summary>Sizes batches so that each takes about as long as it should: at most doubled or halved at a time, because one batch says little.</summary>
internal sealed class BatchPace(PostgresMigrationOptions options, int first)
{
    public int Size { get; private set; } = Math.Clamp(first, 1, options.MaxBatchSize);

    /// <summary>Sizes the next batch by how long the last took.</summary>
    public int After(TimeSpan took)
    {
        var factor = Math.Clamp(options.BatchTime / TimeSpan.FromTicks(Math.Max(1, took.Ticks)), 0.5, 2);
        Size = Math.Clamp((int)Math.Round(Size * factor), 1, options.MaxBatchSize);
        return Size;
    }
}
