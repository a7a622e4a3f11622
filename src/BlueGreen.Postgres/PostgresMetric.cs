using BlueGreen.Postgres.Checking;
using BlueGreen.Postgres.Metering;

namespace BlueGreen.Postgres;

/// <summary>
/// A metric that <see cref="PostgresMetricsSource"/> reads. Queries are one statement each. They may use <c>@from</c> and <c>@until</c>, the window as <c>timestamptz</c>, from inclusive to exclusive, and
/// <c>@names</c>, the deployments' names as <c>text[]</c>. Their first column is the deployment's name; rows of other deployments are passed over.
/// </summary>
public sealed record PostgresMetric
{
    internal PostgresMetric(MetricName name, MetricShape shape, string sql) => (Name, Shape, Sql, CountsRequests) = (name, shape, sql, CountsUsually(name, shape));

    /// <summary>
    /// <c>postgres_connections</c>: the sessions whose <c>application_name</c> is the deployment's name, as a share of <c>max_connections</c>. No data where it has none. Speak of it with
    /// <c>Metric.Usage("postgres_connections")</c>.
    /// </summary>
    public static PostgresMetric Connections { get; } = new(new("postgres_connections"), MetricShape.Usage, PresetSql.Connections);

    /// <summary>
    /// <c>postgres_rollbacks</c>: the share of the database's transactions that were rolled back; samples are transactions. Like all that the server counts for the database as a whole, it is the same for each
    /// deployment that has a session in it, so it serves for limits and not for comparing. There is no data in the first window of a process, and in one in which the statistics were reset.
    /// </summary>
    public static PostgresMetric Rollbacks { get; } = new(new("postgres_rollbacks"), MetricShape.Rollbacks, PresetSql.Counters);

    /// <summary><c>postgres_deadlocks</c>: deadlocks as a share of the database's transactions. As with <see cref="Rollbacks"/>.</summary>
    public static PostgresMetric Deadlocks { get; } = new(new("postgres_deadlocks"), MetricShape.Deadlocks, PresetSql.Counters);

    /// <summary><c>postgres_cache_misses</c>: the share of the database's block reads that the server's buffers did not hold; samples are block reads. As with <see cref="Rollbacks"/>.</summary>
    public static PostgresMetric CacheMisses { get; } = new(new("postgres_cache_misses"), MetricShape.CacheMisses, PresetSql.Counters);

    /// <summary>The metric's name in plans.</summary>
    public MetricName Name { get; }

    /// <summary>
    /// Whether what the query counts are requests of the deployment, so that having some is a sign of traffic. Default: yes for <c>error_rate</c>, <c>response_time</c> and <c>throughput</c>; no for everything else,
    /// because jobs write rows without requests, and connections stay open. Say so for rows of requests under another name: <c>PostgresMetric.Rate(…) with { CountsRequests = true }</c>.
    /// </summary>
    public bool CountsRequests { get; init; }

    internal MetricShape Shape { get; }

    internal string Sql { get; }

    /// <summary>A share of requests, jobs or whatever a table keeps. No data where there are none.</summary>
    /// <param name="name">The metric, such as <see cref="Metric.ErrorRate"/>.</param>
    /// <param name="sql">Answers deployment, how many (<c>bigint</c>), and how many of them failed (<c>bigint</c>).</param>
    /// <exception cref="ArgumentException">The text is not one statement.</exception>
    public static PostgresMetric Rate(MetricName name, string sql) => new(name, MetricShape.Rate, SqlText.Check(sql, nameof(sql)));

    /// <summary>A mean time. No data where there are no samples.</summary>
    /// <param name="name">The metric, such as <see cref="Metric.ResponseTime"/>.</param>
    /// <param name="sql">Answers deployment, how many (<c>bigint</c>), and the sum of their times in seconds (<c>float8</c> or <c>numeric</c>).</param>
    /// <exception cref="ArgumentException">The text is not one statement.</exception>
    public static PostgresMetric MeanTime(MetricName name, string sql) => new(name, MetricShape.MeanTime, SqlText.Check(sql, nameof(sql)));

    /// <summary>How many a second. A deployment without a row had none, which is 0.</summary>
    /// <param name="name">The metric, such as <see cref="Metric.Throughput"/>.</param>
    /// <param name="sql">Answers deployment and how many (<c>bigint</c>).</param>
    /// <exception cref="ArgumentException">The text is not one statement.</exception>
    public static PostgresMetric PerSecond(MetricName name, string sql) => new(name, MetricShape.PerSecond, SqlText.Check(sql, nameof(sql)));

    /// <summary>A share of something that is used up at the end of the window; one sample a reading. No data where there is no row.</summary>
    /// <param name="name">The metric, such as the name of <c>Metric.Usage("queue")</c>.</param>
    /// <param name="sql">Answers deployment and the share (<c>float8</c> or <c>numeric</c>), in one row each.</param>
    /// <exception cref="ArgumentException">The text is not one statement.</exception>
    public static PostgresMetric Usage(MetricName name, string sql) => new(name, MetricShape.Usage, SqlText.Check(sql, nameof(sql)));

    private static bool CountsUsually(MetricName name, MetricShape shape) => shape is MetricShape.Rate or MetricShape.MeanTime or MetricShape.PerSecond
        && (name == Metric.ErrorRate.Name || name == Metric.ResponseTime.Name || name == Metric.Throughput.Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Shape})";
}
