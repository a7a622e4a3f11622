using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Metering;

/// <summary>Makes evidence of what the database counts for itself.</summary>
internal sealed class CounterReader(NpgsqlConnection session, MetricWindow window, CounterMemory memory)
{
    public async Task<IReadOnlyCollection<MetricEvidence>> ReadAsync(IReadOnlyCollection<PostgresMetric> metrics, CancellationToken cancellationToken)
    {
        var now = await session.QuerySingleAsync<DatabaseCounters>(new(
            PresetSql.Counters, new { names = window.Deployments.Keys.ToArray() }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var before = memory.Exchange(window.From, window.Until, now);
        var present = now.Present.Select(name => window.Deployments[name]).ToHashSet();
        return
        [
            .. from deployment in window.Deployments.Values.Distinct()
               from metric in metrics
               select Judge(MetricEvidence.NoData(deployment, metric.Name) with { CountsRequests = false }, metric.Shape, present.Contains(deployment) ? before : null, now),
        ];
    }

    private static MetricEvidence Judge(MetricEvidence none, MetricShape shape, DatabaseCounters? before, DatabaseCounters now) =>
        before is not null && now.Since(before, shape) is { All: > 0 } counted && counted.Bad <= counted.All
            ? none with
            {
                Value = (double)counted.Bad / counted.All,
                Samples = counted.All,
                Counts = shape == MetricShape.Rollbacks ? new RequestCounts(counted.All, counted.Bad) : null,
            }
            : none;
}
