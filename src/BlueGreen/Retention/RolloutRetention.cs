namespace BlueGreen.Retention;

/// <summary>
/// Which closed rollouts a store keeps. One is deleted, with its artifacts, when it is none of its application's newest and older than the age. Kept in any case are open
/// rollouts, each application's newest success, which is the way back, and what an open rollout's plan requires.
/// </summary>
public sealed record RolloutRetention
{
    /// <summary>How many closed rollouts each application keeps, the newest. Default: 100.</summary>
    public int Newest { get; init; } = 100;

    /// <summary>Since when a rollout has to be closed before it is deleted. Default: 90 days.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often the store is looked through. Default: 1 hour.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);
}
