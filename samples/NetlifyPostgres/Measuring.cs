namespace NetlifyPostgres;

/// <summary>Which Prometheus knows how the deploys do, and what the process of each may use.</summary>
internal sealed record Measuring
{
    public required Uri Prometheus { get; init; }

    /// <summary>A bearer token; null where none is needed.</summary>
    public string? Token { get; init; }

    /// <summary>How often it scrapes.</summary>
    public required TimeSpan ScrapeInterval { get; init; }

    /// <summary>Which series are those of the APIs' processes, such as <c>job="exams-api"</c>. Their label <c>deployment</c> has the deploy's identifier.</summary>
    public required string Processes { get; init; }

    /// <summary>How many bytes of memory a process may use.</summary>
    public required long Memory { get; init; }

    /// <summary>How many processors it may use.</summary>
    public required double Processors { get; init; }

    public static Measuring Of(Variables variables) => new()
    {
        Prometheus = variables.Address("PROMETHEUS_URL", "http://prometheus:9090/"),
        Token = variables.Text("PROMETHEUS_TOKEN", "") is { Length: > 0 } token ? token : null,
        ScrapeInterval = TimeSpan.FromSeconds(variables.Number("PROMETHEUS_SCRAPE_SECONDS", 0.1, 60, "how often your Prometheus scrapes, in seconds", otherwise: 15)),
        Processes = variables.Text("API_SERIES", "job=\"exams-api\""),
        Memory = (long)variables.Number("API_MEMORY_BYTES", 1 << 20, 1L << 50, "how much memory a process of your API may use, such as 536870912"),
        Processors = variables.Number("API_PROCESSORS", 0.01, 1024, "how many processors a process of your API may use, such as 0.5"),
    };
}
