using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>The curves of a report: each sample by itself at first, the coarser the longer a rollout lasts, so that its journal stays small. A window that is too short to
/// say much is joined to its neighbour. Pure.</summary>
internal static class SampleSeries
{
    /// <summary>Into how many points a rollout's past is divided: as many as a chart can show.</summary>
    private const int Resolution = 120;

    public static ImmutableArray<SampleSummary> Add(
        ImmutableArray<SampleSummary> series, PlanDescription plan, Sample sample, Deployment? blue, Deployment green, TimeSpan age, ImmutableArray<TestEvidence> evidence = default)
    {
        if (Window(sample) is not { } window)
        {
            return series;
        }

        var longest = age / Resolution < MachineTimes.Checkpoint ? age / Resolution : MachineTimes.Checkpoint;
        var isShort = window.Until - window.From < plan.SampleEvery / 2;
        if (series is [.., var last] && window.From - last.Until <= plan.SampleEvery
            && (window.Until - last.From <= longest || isShort || last.Until - last.From < plan.SampleEvery / 2))
        {
            var tallies = EvidenceTallies.Add(last.Tallies, plan, sample, blue, green);
            return series.SetItem(series.Length - 1, new(last.From, Later(last.Until, window.Until), tallies) { Evidence = evidence });
        }

        return EvidenceTallies.Add([], plan, sample, blue, green) is { IsEmpty: false } first ? series.Add(new(window.From, window.Until, first) { Evidence = evidence }) : series;
    }

    private static (DateTimeOffset From, DateTimeOffset Until)? Window(Sample sample)
    {
        (DateTimeOffset From, DateTimeOffset Until)? window = null;
        foreach (var reading in sample.Readings)
        {
            if (reading is not null)
            {
                window = window is not { } known ? (reading.From, reading.Watermark)
                    : (reading.From < known.From ? reading.From : known.From, Later(reading.Watermark, known.Until));
            }
        }

        return window;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
