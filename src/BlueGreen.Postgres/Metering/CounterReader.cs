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
        if (memory.Exchange(window.From, window.Until, now) is not { } before)
        {
            return [];
        }

        return
        [
            .. from deployment in now.Present.Select(name => window.Deployments[name]).Distinct()
               from metric in metrics
               let counted = now.Since(before, metric.Shape)
               where counted is { All: > 0 } known && known.Bad <= known.All
               select MetricEvidence.NoData(deployment, metric.Name) with
               {
                   Value = (double)counted.Value.Bad / counted.Value.All,
                   Samples = counted.Value.All,
                   Counts = metric.Shape == MetricShape.Rollbacks ? new RequestCounts(counted.Value.All, counted.Value.Bad) : null,
               },
        ];
    }
}
