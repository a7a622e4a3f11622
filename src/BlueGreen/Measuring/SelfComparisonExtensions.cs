using BlueGreen.Analysis;

namespace BlueGreen;

/// <summary>Compares blue with itself by what a metrics source measures.</summary>
public static class SelfComparisonExtensions
{
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(30);

    extension(SelfComparison comparison)
    {
        /// <summary>
        /// Reads both halves of blue again and again until a way of comparing is recommended. What a source could not answer is missing from the comparison, and the next window begins after it.
        /// </summary>
        /// <param name="source">Tells the halves apart, such as Prometheus with a label of the instances. It counts requests and errors.</param>
        /// <param name="first">What the source calls one half.</param>
        /// <param name="second">What it calls the other.</param>
        /// <param name="metric">The share that is compared. Default: <see cref="Metric.ErrorRate"/>.</param>
        /// <param name="every">How often it is read; above zero. Default: 5 seconds, a block of signs.</param>
        /// <param name="clock">Default: the system's.</param>
        /// <param name="cancellationToken">Ends it. A service with few errors needs hours: give it a time.</param>
        /// <returns>The recommendation; <see cref="SelfComparison.Judge"/> has its numbers.</returns>
        /// <exception cref="ArgumentException">Both halves are the same, or the interval is not above zero.</exception>
        /// <exception cref="ProviderException">The source refuses for good, or does not count requests.</exception>
        public async Task<ComparisonMode> ObserveAsync(
            IMetricsSource source, DeploymentId first, DeploymentId second, MetricName? metric = null, TimeSpan? every = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(comparison);
            ArgumentNullException.ThrowIfNull(source);
            if (first == second)
            {
                throw new ArgumentException($"Both halves are '{first}'. Name two, each with instances of its own.", nameof(second));
            }

            var interval = every ?? UsualInterval;
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero, nameof(every));
            var query = new MetricQuery { Metrics = [metric ?? Metric.ErrorRate.Name], Deployments = [first, second], Interval = interval };
            using var timer = new PeriodicTimer(interval, clock ?? TimeProvider.System);
            while (true)
            {
                query = query with { Since = await ObserveOnceAsync(comparison, source, query, cancellationToken).ConfigureAwait(false) };
                if (comparison.Recommended is { } mode)
                {
                    return mode;
                }

                await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Where the next window begins.</returns>
    private static async Task<DateTimeOffset?> ObserveOnceAsync(SelfComparison comparison, IMetricsSource source, MetricQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await source.ReadAsync(query, Context(), cancellationToken).ConfigureAwait(false);
            if (query.Since is { } since && reading.Watermark > reading.From && reading.From >= since)
            {
                comparison.Observe(new(reading.From, reading.Watermark, CountsOf(source, reading, query, 0), CountsOf(source, reading, query, 1)));
            }

            return reading.Watermark;
        }
        catch (ProviderException exception) when (exception.IsTransient)
        {
            return null;
        }
    }

    /// <summary>A half without data had no request, if it is requests that the source counts.</summary>
    private static RequestCounts CountsOf(IMetricsSource source, MetricReading reading, MetricQuery query, int half) =>
        reading.For(query.Deployments[half], query.Metrics[0]) is var evidence && evidence.Counts is { } counts ? counts
        : evidence is { IsNoData: true, CountsRequests: true } ? default
        : throw ProviderException.Permanent(
            $"{source.Identity.Name} has no counts of {query.Metrics[0]} for '{query.Deployments[half]}'. Take a source that counts requests and errors, and halves that it knows.");

    private static OperationContext Context() => new()
    {
        Rollout = new("none"),
        Application = "blue",
        Step = "compare blue with itself",
        Operation = new("none"),
        Token = new(0, 0),
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = ReadingTime,
        Release = new("none"),
    };
}
