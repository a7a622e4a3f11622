namespace BlueGreen.Journal;

/// <summary>A request for leases.</summary>
/// <param name="Owner">The process incarnation: unique per start of a process, never reused.</param>
/// <param name="Duration">How long the leases last unless renewed.</param>
/// <param name="Maximum">How many at most.</param>
public sealed record ClaimRequest(string Owner, TimeSpan Duration, int Maximum)
{
    /// <summary>Only this rollout; null for any.</summary>
    public RolloutId? Only { get; init; }
}
