using System.ComponentModel.DataAnnotations;

namespace BlueGreen.Postgres;

/// <summary>How the sessions of a rollout's deployments are told apart, and how long is waited for blue's to go. Read once, when the check or the runner is made.</summary>
public sealed class PostgresSessionOptions
{
    /// <summary>
    /// The <c>application_name</c> of a deployment's sessions; the same function as in <see cref="PostgresMetricsOptions.NameOf"/>. Printable ASCII, of which PostgreSQL keeps 63 characters; within them,
    /// different for different deployments. Default: the deployment's identifier.
    /// </summary>
    public Func<DeploymentId, string> NameOf { get; set; } = static deployment => deployment.Value;

    /// <summary>How long to wait for blue's sessions to go; less where the step's deadline leaves less. Default: 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ErrorMessage = "Patience must lie between 0 and 1 day.")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long no session of blue may have been seen: one that opens a connection for each request is gone between two. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "QuietFor must lie between 0 and 1 hour.")]
    public TimeSpan QuietFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often to look. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00", ErrorMessage = "LookEvery must lie between 10 ms and 1 minute.")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether green must be seen to have a session of its own name. Without that, that nobody bears blue's name may mean that nobody is named. Switch it off only where green may have no connection for as long as
    /// <see cref="Patience"/>. Default: true.
    /// </summary>
    public bool ExpectGreen { get; set; } = true;

    internal PostgresSessionOptions Copy() => (PostgresSessionOptions)MemberwiseClone();
}
