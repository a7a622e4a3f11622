namespace BlueGreen.Postgres.Metering;

/// <summary>A window, its beginning inclusive and its end exclusive, and the deployments by the names that the database knows them under.</summary>
internal sealed record MetricWindow(DateTimeOffset From, DateTimeOffset Until, IReadOnlyDictionary<string, DeploymentId> Deployments)
{
    public TimeSpan Length => Until - From;
}
