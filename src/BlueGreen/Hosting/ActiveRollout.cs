using BlueGreen.Journal;

namespace BlueGreen.Hosting;

/// <summary>A rollout that this process drives.</summary>
internal sealed class ActiveRollout(Lease lease, RolloutRunner runner)
{
    /// <summary>As it was last renewed. Written by the renewing loop only.</summary>
    public Lease Lease { get; set; } = lease;

    public RolloutRunner Runner => runner;

    public Task Completion { get; set; } = Task.CompletedTask;
}
