using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Metering;

/// <summary>Finds the window that a query asks for, by the database's clock.</summary>
internal static class MetricClock
{
    /// <summary>
    /// The window ends by the time at which the transaction began, which is before the state of the data that it sees: what was committed in between is counted in the next one.
    /// </summary>
    public static async Task<MetricWindow> FindWindowAsync(NpgsqlConnection session, MetricQuery query, PostgresMetricsOptions options, CancellationToken cancellationToken)
    {
        var now = await session.ExecuteScalarAsync<DateTime>(new("select now()", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var settled = new DateTimeOffset(now.ToUniversalTime(), TimeSpan.Zero) - options.Settle;
        var from = query.Since ?? settled - query.Interval;
        var until = from > settled ? from : settled;
        var oldest = until - options.LongestWindow;
        return new(from > oldest ? from : oldest, until, NameAll(query, options));
    }

    private static Dictionary<string, DeploymentId> NameAll(MetricQuery query, PostgresMetricsOptions options)
    {
        var names = new Dictionary<string, DeploymentId>(StringComparer.Ordinal);
        foreach (var deployment in query.Deployments.Distinct())
        {
            var name = options.NameOf(deployment);
            if (string.IsNullOrEmpty(name) || !names.TryAdd(name, deployment))
            {
                throw ProviderException.Permanent($"The deployment {deployment} is called '{name}' in the database, as another is, or not at all. Let NameOf answer a name of its own for each.");
            }
        }

        return names;
    }
}
