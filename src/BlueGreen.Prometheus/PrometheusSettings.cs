using System.Collections.Immutable;

namespace BlueGreen.Prometheus;

/// <summary>The options as they were when the source was made: who changes them later changes another source.</summary>
internal sealed record PrometheusSettings
{
    public PrometheusSettings(PrometheusOptions options)
    {
        (DeploymentLabel, LabelOf, ScrapeInterval, Lag) = (options.DeploymentLabel, options.LabelOf, options.ScrapeInterval, options.Lag);
        Answers = options.Answers.ToImmutableSortedDictionary(Comparer<MetricName>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));
    }

    public string DeploymentLabel { get; }

    public Func<Deployment, string> LabelOf { get; }

    public TimeSpan ScrapeInterval { get; }

    public TimeSpan Lag { get; }

    public ImmutableSortedDictionary<MetricName, PrometheusAnswer> Answers { get; }
}
