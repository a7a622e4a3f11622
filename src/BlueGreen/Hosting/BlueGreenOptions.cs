namespace BlueGreen;

/// <summary>How this process drives the rollouts of its store. Read once, when the program starts.</summary>
public sealed class BlueGreenOptions
{
    /// <summary>
    /// What this host is called in journals and logs; hosts may share a name. A random part is put behind it at each start, so that a host that has come back is never
    /// taken for the one that was lost. From 1 to 100 characters without white space. Default: the machine's name.
    /// </summary>
    public string HostName { get; set; } = Environment.MachineName;

    /// <summary>
    /// How long a rollout belongs to this host unless the host renews that, which it does every third of the time. After a crash it takes this long until
    /// another host may take over; a store that is away for longer than two thirds of it may cost the lease. A single write is given up after half of it, or after 5 seconds where
    /// that is less. From 1 second to 10 minutes. Default: 15 seconds.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often this host looks for rollouts that nobody drives. Starts are seen earlier where the store can say so. From 50 ms to 1 minute. Default: 1 second.</summary>
    public TimeSpan ClaimInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a rollout's inbox is read although the store has not said that a signal came. From 100 ms to 10 minutes. Default: 10 seconds.</summary>
    public TimeSpan InboxInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long this host leaves a rollout to others that it could not drive: because it has no plan for it, or because its plan could not be built. From 1 second to
    /// 1 day. Default: 1 minute.
    /// </summary>
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromMinutes(1);
}
