using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Plans;

namespace BlueGreen.Analysis;

/// <summary>What the running bake has measured, and what the samples since the last checkpoint amount to. Pure.</summary>
internal sealed record BakeProgress
{
    public static BakeProgress Empty { get; } = new();

    /// <summary>The bake's step; -1 when none runs.</summary>
    public int Step { get; init; } = -1;

    public TimeSpan Measured { get; init; }

    public ImmutableArray<EvidenceTally> Tallies { get; init; } = [];

    public ImmutableArray<SampleSummary> Summary { get; init; } = [];

    /// <summary>How many samples came in since the last checkpoint.</summary>
    public int Fresh { get; init; }

    /// <summary>The end of the last window per source; null where a source did not answer.</summary>
    public ImmutableArray<DateTimeOffset?> Watermarks { get; init; } = [];

    public static BakeProgress Begin(int step) => new() { Step = step };

    public static BakeProgress Resume(int step, Checkpointed checkpoint) =>
        new() { Step = step, Measured = checkpoint.Measured, Tallies = checkpoint.Tallies, Watermarks = checkpoint.Watermarks };

    /// <summary>Takes in a sample; it counts towards the bake only when the caller says so and nothing of it was counted before.</summary>
    public BakeProgress Add(PlanDescription plan, Sample sample, Deployment? blue, Deployment green, bool counts, TimeSpan age, ImmutableArray<TestEvidence> evidence = default)
    {
        var length = Length(sample, plan);
        var inside = counts && length > TimeSpan.Zero && !Overlaps(sample);
        return this with
        {
            Measured = inside ? Measured + length : Measured,
            Tallies = inside ? EvidenceTallies.Add(Tallies, plan, sample, blue, green) : Tallies,
            Summary = SampleSeries.Add(Summary, plan, sample, blue, green, age, evidence),
            Fresh = Fresh + 1,
            Watermarks = [.. sample.Readings.Select(reading => reading?.Watermark)],
        };
    }

    private bool Overlaps(Sample sample)
    {
        for (var i = 0; i < sample.Readings.Length && i < Watermarks.Length; i++)
        {
            if (sample.Readings[i]?.From < Watermarks[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a sample measured: the shortest of its windows.</summary>
    public static TimeSpan Length(Sample sample, PlanDescription plan)
    {
        TimeSpan? shortest = null;
        foreach (var reading in sample.Readings)
        {
            if (reading is not null && (shortest is null || reading.Watermark - reading.From < shortest))
            {
                shortest = reading.Watermark - reading.From;
            }
        }

        return shortest ?? (plan.Metrics.IsEmpty ? plan.SampleEvery : TimeSpan.Zero);
    }
}
