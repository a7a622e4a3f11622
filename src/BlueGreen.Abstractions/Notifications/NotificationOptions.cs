namespace BlueGreen.Notifications;

/// <summary>How notifications are delivered.</summary>
public sealed record NotificationOptions
{
    /// <summary>When a single delivery is cut off, and counts as failed. Default: 30 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first failed delivery; it doubles with each further one. Default: 1 second.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two deliveries. Default: 1 minute.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a notification is tried; then it is given up, reported, and the next one is tried. Those of the same rollout wait for it meanwhile. Default: 1 hour.
    /// </summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How far back a program looks for closed rollouts that somebody has not been told of, when it starts. What is older is not told any more. Default: 24 hours.
    /// </summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often the store is asked for new rollouts. Default: 1 second.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <c>RunAsync</c> and a stopping host wait at the end for what has not been delivered yet. Default: 10 seconds.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether bookkeeping (operations, checkpoints, drivers) is told as well. Default: no.</summary>
    public bool IncludeDetails { get; init; }

    /// <summary>Is told of each notification that is given up, beside the log. Default: nobody.</summary>
    public IProgress<NotificationFailure>? Failures { get; init; }
}
