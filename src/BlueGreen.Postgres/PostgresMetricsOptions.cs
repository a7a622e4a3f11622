using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Postgres;

/// <summary>Settings of a metrics source. Read once, when it is made.</summary>
public sealed class PostgresMetricsOptions
{
    /// <summary>How long the queries of one reading may take each on the server; less where the sample's time limit is shorter. Then the reading fails. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00", ErrorMessage = "StatementTimeout must lie between 10 ms and 10 minutes.")]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far behind the database's clock a window ends: longer than it takes from the time that a row bears to its commit. A row that is committed later than that is never counted. Default: 2 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ErrorMessage = "Settle must lie between 0 and 5 minutes.")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a window may be after an interruption; what lies before it stays unknown. Longer than the interval at which plans sample. Default: 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "LongestWindow must lie between 1 second and 1 day.")]
    public TimeSpan LongestWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The name under which the database knows a deployment: what the first column of a query holds, or the sessions' <c>application_name</c>, of which PostgreSQL keeps 63 bytes. The same name for
    /// the same deployment each time, and different ones for different deployments. Default: the deployment's identifier.
    /// </summary>
    public Func<DeploymentId, string> NameOf { get; set; } = static deployment => deployment.Value;

    internal PostgresMetricsOptions Copy() => (PostgresMetricsOptions)MemberwiseClone();
}
