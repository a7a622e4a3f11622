namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>Two versions of a test's own, and a source that is read window by window.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private readonly PrometheusMetrics _source;
    private DateTimeOffset? _since;

    private Trial(string blue, string green) => (Blue, Green, _source) = (blue, green, SharedShop.Shop.Connect());

    public static OperationContext Operation { get; } = new()
    {
        Rollout = new("r1"),
        Application = "shop",
        Step = "sample",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromSeconds(5),
        Release = new("2.0.0"),
    };

    public string Blue { get; }

    public string Green { get; }

    public Shop Shop { get; } = SharedShop.Shop;

    /// <summary>Begins after a first reading, so that the next one has what is served from here on.</summary>
    public static async Task<Trial> BeginAsync(CancellationToken cancellationToken)
    {
        var trial = new Trial(await SharedShop.BeginAsync("blue", cancellationToken), await SharedShop.BeginAsync("green", cancellationToken));
        await trial.ReadAsync(cancellationToken);
        return trial;
    }

    public async Task<MetricReading> ReadAsync(CancellationToken cancellationToken)
    {
        var query = new MetricQuery { Metrics = _source.Metrics, Deployments = [new(Blue), new(Green)], Since = _since, Interval = TimeSpan.FromSeconds(1) };
        var reading = await _source.ReadAsync(query, Operation, cancellationToken);
        _since = reading.Watermark;
        return reading;
    }

    public ValueTask DisposeAsync()
    {
        _source.Dispose();
        return ValueTask.CompletedTask;
    }
}
