using System.Collections.Immutable;
using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>What every store asks of a journal that it takes in, and how it sums one up. For those who write stores.</summary>
public static class JournalRules
{
    /// <summary>Checks that entries are the whole journal of one closed rollout.</summary>
    /// <param name="entries">The entries.</param>
    /// <returns>Their first event.</returns>
    /// <exception cref="RolloutRefusedException">They are not; the message says at which entry and why.</exception>
    public static RolloutStarted CheckWhole(ImmutableArray<JournalEntry> entries)
    {
        if (entries.IsDefaultOrEmpty || entries[0].Event is not RolloutStarted started)
        {
            throw Refused("it does not begin with the start of a rollout");
        }

        for (var index = 0; index < entries.Length; index++)
        {
            if (entries[index].Rollout != entries[0].Rollout)
            {
                throw Refused($"entry {index + 1} is of rollout {entries[index].Rollout}, the first of {entries[0].Rollout}");
            }

            if (entries[index].Sequence != index + 1)
            {
                throw Refused($"entry {index + 1} has the number {entries[index].Sequence}");
            }
        }

        return entries[^1].Event is RolloutClosed ? started : throw Refused($"rollout {entries[0].Rollout} is not closed");
    }

    /// <summary>The outcome that an event stands for when it is a journal's last; null while the rollout runs.</summary>
    /// <param name="last">The last event.</param>
    public static RolloutOutcome? OutcomeAfter(RolloutEvent last) => last switch
    {
        RolloutClosed closed => closed.Outcome,
        RolloutFrozen => RolloutOutcome.Frozen,
        _ => null,
    };

    private static RolloutRefusedException Refused(string why) =>
        new($"The journal was not taken in: {why}. Import all entries of one closed rollout, in order, as they were exported.");
}
