using BlueGreen;
using BlueGreen.Events;

namespace Acme;

internal static class Watching
{
    public static async Task<long> WatchAsync(IRolloutClient rollouts, RolloutId id, long lastSeen, Action<string> show, CancellationToken cancellationToken)
    {
        // <snippet watch>
        await foreach (var entry in rollouts.WatchAsync(id, after: lastSeen, cancellationToken))
        {
            show(entry.Event switch
            {
                TrafficShifted { Green: var green } => $"green {green}",
                TriggerTripped tripped => $"{tripped.Rule}: {tripped.Observed} for {tripped.Duration}",
                ApprovalRequested approval => $"waiting for {approval.Role} until {approval.ExpiresAt:t}",
                RolloutClosed closed => $"{closed.Outcome}: {closed.Reason}",
                _ => entry.Event.ToString(),
            });
            lastSeen = entry.Sequence;
        }
        // </snippet>

        return lastSeen;
    }
}
