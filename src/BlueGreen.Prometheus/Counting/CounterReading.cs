using BlueGreen.Prometheus.Asking;

namespace BlueGreen.Prometheus.Counting;

/// <summary>The samples of all counters that were asked for, and the window over which they are counted.</summary>
/// <param name="From">Where the window begins; what happened at this very moment belongs to the one before.</param>
/// <param name="Until">Where it ends.</param>
/// <param name="Label">The label that tells deployments apart.</param>
/// <param name="BySelector">The series of each selector.</param>
internal sealed record CounterReading(DateTimeOffset From, DateTimeOffset Until, string Label, IReadOnlyDictionary<string, IReadOnlyList<Series>> BySelector)
{
    public TimeSpan Length => Until - From;

    /// <summary>The series of a selector that belong to a deployment.</summary>
    public IEnumerable<Series> Of(string selector, string deployment) => BySelector[selector].Where(series => series.Find(Label) == deployment);

    /// <summary>Whether a deployment is scraped at all.</summary>
    public bool Knows(string selector, string deployment) => Of(selector, deployment).Any();

    /// <summary>By how much counters rose within the window.</summary>
    public double Increase(IEnumerable<Series> series) => series.Sum(Increase);

    /// <summary>A counter that falls has begun anew, from 0. One that appears while others of its process were there before has begun at 0 as well; the first of a process says nothing about what came before it.</summary>
    private double Increase(Series series)
    {
        var sum = 0.0;
        for (var i = 0; i < series.Samples.Length; i++)
        {
            var (at, value) = (series.Samples[i].At, series.Samples[i].Value);
            if (at <= From || at > Until)
            {
                continue;
            }

            sum += i > 0 && value >= series.Samples[i - 1].Value ? value - series.Samples[i - 1].Value
                : i > 0 || IsLatecomer(series, at) ? value
                : 0;
        }

        return sum;
    }

    private bool IsLatecomer(Series series, DateTimeOffset at) => BySelector.Values.SelectMany(known => known).Any(other =>
        other.Find(Label) == series.Find(Label) && other.Find("instance") == series.Find("instance") && other.Find("job") == series.Find("job")
        && other.Samples is [var first, ..] && first.At < at);
}
