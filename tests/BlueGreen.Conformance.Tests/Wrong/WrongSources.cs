using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of metrics sources one that breaks it.</summary>
internal static class WrongSources
{
    private static readonly MetricName Rate = new("error_rate");

    public static Dictionary<string, Func<ReferenceMetricsSource, IMetricsSource>> All { get; } = new()
    {
        ["identity-is-stable"] = right => new WrongSource(right) { Identity = new($"source-{Guid.NewGuid():N}", "1") },
        ["metrics-are-named"] = right => new WrongSource(right) { Metrics = right.Metrics.Add(right.Metrics[0]) },
        ["first-window-is-short"] = Asked(query => query with { Interval = query.Interval * 10 }),
        ["windows-join"] = Asked(query => query with { Since = query.Since?.AddSeconds(-1) }),
        ["watermark-never-runs-back"] = Told((reading, query) => query.Since is { } since ? reading with { Watermark = since.AddSeconds(-1) } : reading),
        ["only-what-was-asked"] = right => new WrongSource(right) { Read = (query, op, ct) => right.ReadAsync(query with { Metrics = query.Metrics.Contains(Rate) ? right.Metrics : query.Metrics }, op, ct) },
        ["evidence-adds-up"] = Told((reading, _) => reading with { Evidence = [.. reading.Evidence.Select(e => e.Metric == Rate ? e with { Value = e.Value * 100 } : e)] }),
        ["no-data-is-an-answer"] = Told((reading, _) => reading with { Evidence = [.. reading.Evidence.Select(e => e with { Value = e.Value ?? 0 })] }),
        ["other-metrics-are-refused"] = right => new WrongSource(right) { Read = (query, op, ct) => right.ReadAsync(query with { Metrics = [.. query.Metrics.Intersect(right.Metrics)] }, op, ct) },
        ["every-observation-counts-once"] = Asked(query => query with { Since = null }),
        ["deployments-are-told-apart"] = Told((reading, query) => reading with { Evidence = [.. reading.Evidence.Select(e => reading.Evidence.First(first => first.Metric == e.Metric) with { Deployment = e.Deployment })] }),
        ["nothing-kept-about-askers"] = Resets,
        ["old-since-is-no-error"] = right => new WrongSource(right)
        {
            Read = (query, op, ct) => query.Since < TimeProvider.System.GetUtcNow().AddDays(-1) ? throw ProviderException.Permanent("That is too long ago.") : right.ReadAsync(query, op, ct),
        },
        ["away-is-an-exception"] = right => new WrongSource(right)
        {
            Read = async (query, op, ct) =>
            {
                try
                {
                    return await right.ReadAsync(query, op, ct);
                }
                catch (ProviderException e) when (e.IsTransient)
                {
                    return new() { From = query.Since ?? default, Watermark = query.Since ?? default, Evidence = [] };
                }
            },
        },
        ["cancelled-read-throws"] = right => new WrongSource(right) { Read = (query, op, _) => right.ReadAsync(query, op, CancellationToken.None) },
        ["readings-at-once"] = Resets,
    };

    private static Func<ReferenceMetricsSource, IMetricsSource> Asked(Func<MetricQuery, MetricQuery> change) =>
        right => new WrongSource(right) { Read = (query, op, ct) => right.ReadAsync(change(query), op, ct) };

    private static Func<ReferenceMetricsSource, IMetricsSource> Told(Func<MetricReading, MetricQuery, MetricReading> change) =>
        right => new WrongSource(right) { Read = async (query, op, ct) => change(await right.ReadAsync(query, op, ct), query) };

    /// <summary>Begins each window at its own last reading.</summary>
    private static WrongSource Resets(ReferenceMetricsSource right)
    {
        DateTimeOffset? last = null;
        return new(right)
        {
            Read = async (query, op, ct) =>
            {
                var reading = await right.ReadAsync(query with { Since = last }, op, ct);
                last = reading.Watermark;
                return reading;
            },
        };
    }
}
