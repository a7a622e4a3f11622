using Npgsql;

namespace BlueGreen.Postgres.Metering;

/// <summary>Runs a metric's query and makes evidence of its rows.</summary>
internal sealed class MetricReader(NpgsqlConnection session, MetricWindow window)
{
    public async Task<IReadOnlyCollection<MetricEvidence>> ReadAsync(PostgresMetric metric, CancellationToken cancellationToken)
    {
        var sums = window.Deployments.Values.Distinct().ToDictionary(deployment => deployment, _ => new MetricSum());
        var command = new NpgsqlCommand(metric.Sql, session) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddWithValue("from", window.From.UtcDateTime);
            command.Parameters.AddWithValue("until", window.Until.UtcDateTime);
            command.Parameters.AddWithValue("names", window.Deployments.Keys.ToArray());
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (!reader.IsDBNull(0) && window.Deployments.TryGetValue(reader.GetString(0), out var deployment))
                    {
                        sums[deployment].Add(metric, reader);
                    }
                }
            }
        }

        return [.. sums.Select(sum => sum.Value.ToEvidence(sum.Key, metric, window.Length))];
    }
}
