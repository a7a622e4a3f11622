using System.Collections.Immutable;
using BlueGreen.Postgres.Checking;

namespace BlueGreen.Postgres.Metering;

/// <summary>What a source measures.</summary>
internal static class MetricNames
{
    public static ImmutableArray<MetricName> Check(ImmutableArray<PostgresMetric> metrics)
    {
        if (metrics.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A source measures at least one metric. Add a PostgresMetric.", nameof(metrics));
        }

        var twice = metrics.GroupBy(metric => metric.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? [.. metrics.Select(metric => metric.Name)]
            : throw new ArgumentException($"The metric {twice.Key} is there {twice.Count()} times. Keep one of them.", nameof(metrics));
    }

    public static string Version(ImmutableArray<PostgresMetric> metrics) =>
        SqlText.Version("metrics", string.Join('\n', metrics.OrderBy(metric => metric.Name.Value, StringComparer.Ordinal).Select(metric => $"{metric.Name} {metric.Shape} {metric.Sql}")));
}
