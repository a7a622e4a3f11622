using System.Collections.Immutable;
using BlueGreen.Events;

namespace BlueGreen.Analysis;

/// <summary>The unbroken run of breaching samples of one trigger, cut to the trigger's duration.</summary>
internal sealed record BreachWindow(string Rule, ImmutableList<BreachSample> Samples, double Value)
{
    public DateTimeOffset Since => Samples[0].From;

    public DateTimeOffset Until => Samples[^1].To;

    public long Count
    {
        get
        {
            long count = 0;
            foreach (var sample in Samples)
            {
                count += sample.Count;
            }

            return count;
        }
    }

    public Breach ToBreach() => new(Rule, Since, Until, Count, Value);

    public static BreachWindow Of(Breach breach) => new(breach.Rule, [new(breach.Since, breach.Until, breach.Samples)], breach.Value);

    /// <summary>Adds a breaching sample; begins anew after a gap. What overlaps is not counted twice.</summary>
    public static BreachWindow Extend(BreachWindow? window, string rule, BreachSample sample, double value, TimeSpan gap, TimeSpan duration)
    {
        if (window is null || sample.From - window.Until > gap)
        {
            return new(rule, [sample], value);
        }

        var samples = window.Samples.Add(sample.From < window.Until ? sample with { Count = 0 } : sample);
        while (samples.Count > 1 && samples[1].From <= sample.To - duration)
        {
            samples = samples.RemoveAt(0);
        }

        return new(rule, samples, value);
    }
}
