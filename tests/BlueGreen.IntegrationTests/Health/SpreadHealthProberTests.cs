using System.Collections.Immutable;
using BlueGreen.Health;
using BlueGreen.IntegrationTests.Processes;

namespace BlueGreen.IntegrationTests.Health;

public sealed class SpreadHealthProberTests : IAsyncLifetime
{
    private readonly HttpHealthProber _prober = new();
    private readonly ProbeWheel _wheel = new(TimeProvider.System);
    private readonly SpreadHealthProber _spread;
    private ProbedApp _app = null!;

    public SpreadHealthProberTests() => _spread = new(_prober, _wheel, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await ProbedApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _wheel.Dispose();
        _prober.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_round_of_a_burst_is_answered()
    {
        ImmutableArray<Probe> probes = [Probe.Get("health", "/health"), Probe.Get("sick", "/sick")];

        var rounds = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => _spread.ProbeAsync(probes, _app.Deployment, Bench.Operation(), Token)));

        Assert.All(rounds, results => Assert.Equal([ProbeStatus.Healthy, ProbeStatus.Unhealthy], results.Select(result => result.Status)));
        Assert.Equal(800, _app.Requests);
    }

    [Fact]
    public async Task Deployments_that_hang_keep_no_other_from_being_probed()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = Enumerable.Range(0, 2 * ProbeWheel.MostUnderWay)
            .Select(_ => _spread.ProbeAsync([Probe.Get("hang", "/hang").Within(TimeSpan.FromMinutes(2))], _app.Deployment, Bench.Operation(), stop.Token))
            .ToArray();

        var results = await _spread.ProbeAsync([Probe.Get("health", "/health")], _app.Deployment, Bench.Operation(), Token);

        Assert.Equal(ProbeStatus.Healthy, results[0].Status);
        Assert.All(hanging, round => Assert.False(round.IsCompleted));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(hanging));
    }
}
