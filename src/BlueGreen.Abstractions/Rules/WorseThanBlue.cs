using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>
/// That green does worse than blue in the same windows, beyond chance. Made by <see cref="When.GreenIsWorse"/>; its defaults are right for a service behind a router that divides requests at
/// random. It is found the sooner, the worse green is: at 200 requests per second, a tenth of them on green and a sample every second, a release that fails half of its requests in 1–2 seconds.
/// </summary>
public sealed record WorseThanBlue
{
    /// <summary>The share of rollouts of a release no worse than blue that this may ever roll back, all metrics and bakes together. Default: 1%. At 0.1% a fault takes half as many errors again to be found.</summary>
    public Percentage FalseAlarms { get; init; } = Percentage.Of(1);

    /// <summary>
    /// In what green is compared. Default: none named, and the plan compares <see cref="Metric.ErrorRate"/> alone. Times are worth comparing where processes of the same version take the same time: one that has just been started, or that
    /// collects its garbage at another moment, is slower without being worse.
    /// </summary>
    public ImmutableArray<ComparedMetric> Metrics { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many times blue's odds of failing, or of being slow, are put up with. Default: 1, none; differences below a fifth are not held against green anyhow.</summary>
    public Factor Tolerance { get; init; } = Factor.Of(1);

    /// <summary>A time after green's first request in which more errors are put up with. Default: none, since a service that starts cold answers late and does not fail.</summary>
    public WarmUp? ColdStart { get; init; }

    /// <summary>A time after green's first request in which later answers are put up with. Default: <see cref="WarmUp.Usual"/>, 90 seconds with up to eight times the odds. Null for none.</summary>
    public WarmUp? SlowStart { get; init; } = WarmUp.Usual;

    /// <summary>
    /// How long the blocks are of which only is counted which side failed more often; null compares request by request. Default: null. See <see cref="DespiteBursts"/>.
    /// </summary>
    public TimeSpan? Block { get; init; }

    /// <summary>Compares in this share, and in none that is not named.</summary>
    /// <param name="metric">Per request, such as <see cref="Metric.ErrorRate"/> or <see cref="Metric.Ratio"/>; its source counts requests.</param>
    public WorseThanBlue In(RatioMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return this with { Metrics = Metrics.Add(new(metric.Name, metric.Unit)) };
    }

    /// <summary>Compares in this time, and in nothing that is not named.</summary>
    /// <param name="metric">Such as <see cref="Metric.ResponseTime"/>; its source keeps histograms.</param>
    public WorseThanBlue In(DurationMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return this with { Metrics = Metrics.Add(new(metric.Name, MetricUnit.Seconds)) };
    }

    /// <summary>Puts up with a release that is a little worse, for certain. The price: what is only a little worse than that takes long to find.</summary>
    /// <param name="odds">How many times blue's odds, at least 1; 1.2 is usual.</param>
    public WorseThanBlue Tolerating(Factor odds) => this with { Tolerance = odds };

    /// <summary>
    /// Puts up with more errors and later answers at first. The price: a fault below <see cref="WarmUp.Margin"/> times blue's odds is found only after <see cref="WarmUp.Duration"/>; a worse one at once.
    /// </summary>
    /// <param name="warmUp">Default: <see cref="WarmUp.Usual"/>, 90 seconds with up to eight times the odds.</param>
    public WorseThanBlue ForgivingColdStart(WarmUp? warmUp = null) => this with { ColdStart = warmUp ?? WarmUp.Usual, SlowStart = warmUp ?? WarmUp.Usual };

    /// <summary>
    /// Compares errors block by block instead of request by request, for a service whose requests fail in bursts that strike one side alone, as those of one node do: compared request by request most good
    /// releases of such a service are rolled back. The price: nothing is found before nine or ten blocks, and times are not compared. <c>SelfComparison</c> finds out whether a service needs it.
    /// </summary>
    /// <param name="block">Longer than a burst, and at least a sampling interval. Default: 5 seconds.</param>
    public WorseThanBlue DespiteBursts(TimeSpan? block = null) => this with { Block = block ?? TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    public bool Equals(WorseThanBlue? other) =>
        other is not null && FalseAlarms == other.FalseAlarms && Tolerance == other.Tolerance && ColdStart == other.ColdStart && SlowStart == other.SlowStart
        && Block == other.Block && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FalseAlarms, Tolerance, Block, Metrics.Length);

    /// <inheritdoc/>
    public override string ToString() => $"green is worse than blue{(Metrics.IsEmpty ? "" : $" in {string.Join(", ", Metrics.Select(metric => metric.Metric))}")}";
}
