using BlueGreen.Testing.Conformance;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>A real Prometheus that scrapes counters of both versions.</summary>
internal sealed class PrometheusFixture : MetricsSourceFixture
{
    private readonly List<PrometheusMetrics> _sources = [];
    private string _blue = "";
    private string _green = "";

    public override DeploymentId Blue => new(_blue);

    public override DeploymentId Green => new(_green);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _blue = await SharedShop.BeginAsync("blue", cancellationToken);
        _green = await SharedShop.BeginAsync("green", cancellationToken);
    }

    public override Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken)
    {
        var source = SharedShop.Shop.Connect();
        _sources.Add(source);
        return Task.FromResult<IMetricsSource>(source);
    }

    public override async Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken)
    {
        SharedShop.Shop.Serve(deployment.Value, observations, errors, 0.05);
        await SharedShop.Shop.ScrapedAsync(cancellationToken);
        return true;
    }

    public override async Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        await SharedShop.Shop.Prometheus.KillAsync();
        return new Restart(SharedShop.Shop.Prometheus);
    }

    public override async ValueTask DisposeAsync()
    {
        _sources.ForEach(source => source.Dispose());
        await base.DisposeAsync();
    }

    private sealed class Restart(PrometheusProcess prometheus) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await prometheus.StartAsync(CancellationToken.None);
    }
}
