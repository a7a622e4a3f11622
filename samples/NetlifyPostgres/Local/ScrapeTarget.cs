namespace NetlifyPostgres.Local;

/// <summary>A process that Prometheus scrapes, and for which deploy it answers.</summary>
/// <param name="Deployment">The deploy's identifier.</param>
/// <param name="Version">Its version, for people.</param>
/// <param name="Authority">Host and port.</param>
internal sealed record ScrapeTarget(string Deployment, string Version, string Authority);
