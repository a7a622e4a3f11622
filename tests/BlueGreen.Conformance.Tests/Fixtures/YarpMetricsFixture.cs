using BlueGreen.Testing.Conformance;
using BlueGreen.Traffic;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A router host whose own requests are measured. Metrics are of one process, so every call of <see cref="CreateAsync"/> answers with the same router.</summary>
internal sealed class YarpMetricsFixture : MetricsSourceFixture
{
    private Answering? _blue;
    private Answering? _green;
    private YarpHost? _host;
    private long _intent;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _blue = await Answering.StartAsync("blue", cancellationToken);
        _green = await Answering.StartAsync("green", cancellationToken);
        _host = await YarpHost.StartAsync(Application, new InMemoryTrafficRegister(), cancellationToken);
    }

    public override Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult<IMetricsSource>(_host!.Router);

    public override async Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken)
    {
        var operation = Calls.Any with { Token = new(1, ++_intent), Blue = _blue!.Deployment, Green = _green!.Deployment };
        await _host!.Router.ApplyAsync(TrafficSplit.AllTo(deployment), operation, cancellationToken);
        for (var i = 0; i < observations; i++)
        {
            using var response = await _host.Client.GetAsync(i < errors ? "/error" : "/", cancellationToken);
        }

        while (await _host.Router.ReadInFlightAsync(deployment, operation, cancellationToken) is not { IsKnown: true, Value: 0 })
        {
            await Task.Yield();
        }

        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _blue!.DisposeAsync();
        await _green!.DisposeAsync();
        await base.DisposeAsync();
    }
}
