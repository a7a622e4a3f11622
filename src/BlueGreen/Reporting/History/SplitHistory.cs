using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Reporting.History;

/// <summary>Who had how much traffic, and from when on.</summary>
internal static class SplitHistory
{
    public static ImmutableArray<SplitRecord> Read(IReadOnlyList<JournalEntry> journal, RolloutState state)
    {
        var splits = ImmutableArray.CreateBuilder<SplitRecord>();
        foreach (var entry in journal)
        {
            var next = entry.Event switch
            {
                BaselineCaptured baseline => new SplitRecord(entry.At, state.Green is { } green ? baseline.Split.WeightOf(green.Id) : Percentage.Zero, baseline.Split),
                TrafficShifted shifted => new SplitRecord(entry.At, shifted.Green, shifted.Split),
                _ => null,
            };
            if (next is not null && (splits.Count == 0 || splits[^1].Split != next.Split))
            {
                splits.Add(next);
            }
        }

        return splits.ToImmutable();
    }
}
