namespace BlueGreen.IntegrationTests.Processes;

/// <summary>What becomes of a candidate when the host that has started it is stopped.</summary>
public sealed class HandOverTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task With_HandOverOnExit_it_runs_on_and_the_next_host_finds_it_under_the_same_operation()
    {
        var first = _bench.Open(TestApp.Storefront(), new() { HandOverOnExit = true });
        var deployed = await first.DeployAsync(Bench.Operation(), Token);
        var pid = await _bench.PidAsync(deployed);

        await first.DisposeAsync();

        Assert.True(Bench.IsRunning(pid));
        var second = _bench.Open(TestApp.Storefront(), new() { HandOverOnExit = true });
        Assert.Equal(deployed, await second.DeployAsync(Bench.Operation(epoch: 2), Token));
        Assert.Equal((pid, 1), (await _bench.PidAsync(deployed), _bench.CountRunning()));
    }

    [Fact]
    public async Task Without_it_the_candidate_ends_with_its_host()
    {
        var environment = _bench.Open(TestApp.Storefront(), new());
        await environment.DeployAsync(Bench.Operation(), Token);

        await environment.DisposeAsync();

        Assert.False(_bench.IsAnyRunning());
    }
}
