namespace BlueGreen.Postgres.Metering;

/// <summary>What the columns of a metric's query mean, after the deployment's name.</summary>
internal enum MetricShape
{
    /// <summary>Requests and errors.</summary>
    Rate,

    /// <summary>Samples and the sum of their seconds.</summary>
    MeanTime,

    /// <summary>How many.</summary>
    PerSecond,

    /// <summary>A share.</summary>
    Usage,

    /// <summary>Of the database's counters: transactions rolled back, of all.</summary>
    Rollbacks,

    /// <summary>Of the database's counters: deadlocks, of all transactions.</summary>
    Deadlocks,

    /// <summary>Of the database's counters: blocks read from outside of the buffers, of all.</summary>
    CacheMisses,
}
