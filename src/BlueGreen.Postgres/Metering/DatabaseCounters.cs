namespace BlueGreen.Postgres.Metering;

/// <summary>What the server has counted for the database since its statistics were last reset.</summary>
internal sealed class DatabaseCounters
{
    public required long Commits { get; init; }

    public required long Rollbacks { get; init; }

    public required long Deadlocks { get; init; }

    public required long Hits { get; init; }

    public required long Reads { get; init; }

    public DateTime? Reset { get; init; }

    /// <summary>The names that have a session.</summary>
    public required string[] Present { get; init; }

    /// <summary>What was counted since an earlier reading: how many, and how many of them count against the database. Null where the counters began anew in between.</summary>
    public (long All, long Bad)? Since(DatabaseCounters earlier, MetricShape shape)
    {
        var ((all, bad), (allBefore, badBefore)) = (Of(shape), earlier.Of(shape));
        return Reset == earlier.Reset && all >= allBefore && bad >= badBefore ? (all - allBefore, bad - badBefore) : null;
    }

    private (long All, long Bad) Of(MetricShape shape) => shape switch
    {
        MetricShape.Rollbacks => (Commits + Rollbacks, Rollbacks),
        MetricShape.Deadlocks => (Commits + Rollbacks, Deadlocks),
        MetricShape.CacheMisses => (Hits + Reads, Reads),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "The database does not count this."),
    };
}
