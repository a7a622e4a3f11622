using System.Diagnostics.Metrics;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A real histogram of this process. Metrics are of one process, so every call of <see cref="CreateAsync"/> answers with the same source.</summary>
internal sealed class InstrumentFixture : MetricsSourceFixture
{
    private static int _meters;

    private readonly Meter _meter = new($"shop-{Interlocked.Increment(ref _meters)}");
    private readonly Histogram<double> _durations;
    private readonly InstrumentMetrics _source;

    public InstrumentFixture()
    {
        _durations = _meter.CreateHistogram<double>("request.duration", "s");
        _source = new(new() { Meter = _meter.Name, Instrument = _durations.Name, DeploymentTag = "deployment" });
    }

    public override Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IMetricsSource>(_source);

    public override Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken)
    {
        for (var i = 0; i < observations; i++)
        {
            _durations.Record(0.02, new("deployment", deployment.Value), new("http.response.status_code", i < errors ? 500 : 200));
        }

        return Task.FromResult(true);
    }

    public override async ValueTask DisposeAsync()
    {
        _source.Dispose();
        _meter.Dispose();
        await base.DisposeAsync();
    }
}
