namespace BlueGreen.IntegrationTests.Processes;

public sealed class LiveTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Nothing_is_live_at_first()
    {
        var live = await _bench.Open().ReadLiveAsync(Bench.Operation(), Token);

        Assert.True(live.IsKnown);
        Assert.Null(live.Value);
    }

    [Fact]
    public async Task What_was_made_live_is_read_by_every_host()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        Assert.Null((await environment.ReadLiveAsync(Bench.Operation(), Token)).Value);

        await environment.MakeLiveAsync(deployment, Bench.Operation("promote", intent: 2), Token);

        Assert.Equal(deployment, (await _bench.Open().ReadLiveAsync(Bench.Operation(), Token)).Value);
    }

    [Fact]
    public async Task A_state_folder_that_is_gone_is_not_taken_for_nothing_live()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await environment.MakeLiveAsync(deployment, Bench.Operation("promote", intent: 2), Token);
        var folder = Path.Combine(_bench.State, Bench.Application);
        Directory.Move(folder, $"{folder}-away");

        foreach (var operation in new[] { Bench.Operation() with { Blue = deployment }, Bench.Operation() with { Green = deployment } })
        {
            var live = await _bench.Open().ReadLiveAsync(operation, Token);
            Assert.False(live.IsKnown);
            Assert.Contains("is gone", live.Reason, StringComparison.Ordinal);
        }

        Directory.Move($"{folder}-away", folder);
        Assert.Equal(deployment, (await environment.ReadLiveAsync(Bench.Operation() with { Blue = deployment }, Token)).Value);
    }

    [Fact]
    public async Task A_lower_token_is_refused()
    {
        var environment = _bench.Open();
        var blue = await environment.DeployAsync(Bench.Operation("deploy-1", "1.0.0"), Token);
        var green = await environment.DeployAsync(Bench.Operation("deploy-2", "2.0.0"), Token);
        await environment.MakeLiveAsync(green, Bench.Operation(intent: 5), Token);
        await environment.MakeLiveAsync(green, Bench.Operation(intent: 5), Token);

        var late = await Assert.ThrowsAsync<ProviderException>(() => _bench.Open().MakeLiveAsync(blue, Bench.Operation(intent: 4), Token));
        Assert.False(late.IsTransient);
        Assert.Contains("newer token 1.5", late.Message, StringComparison.Ordinal);
        Assert.Equal(green, (await environment.ReadLiveAsync(Bench.Operation(), Token)).Value);

        await environment.MakeLiveAsync(blue, Bench.Operation(epoch: 2, intent: 1), Token);
        Assert.Equal(blue, (await environment.ReadLiveAsync(Bench.Operation(), Token)).Value);
    }

    [Fact]
    public async Task A_deposed_driver_changes_nothing()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await _bench.Open().ReadLiveAsync(Bench.Operation(epoch: 2), Token);

        foreach (var call in new Func<Task>[]
        {
            () => environment.DeployAsync(Bench.Operation("deploy-2"), Token),
            () => environment.CancelDeployAsync(Bench.Operation(), Token),
            () => environment.RetireAsync(deployment, Bench.Operation(), Token),
            () => environment.DeleteAsync(deployment.Id, Bench.Operation(), Token),
            () => environment.MakeLiveAsync(deployment, Bench.Operation(intent: 9), Token),
        })
        {
            Assert.Contains("epoch 2 has taken over", (await Assert.ThrowsAsync<ProviderException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task What_is_live_stays_so_without_its_process_and_can_be_started_again()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await environment.MakeLiveAsync(deployment, Bench.Operation("promote"), Token);
        await _bench.ExitAsync(deployment);
        await Bench.UntilAsync(() => !_bench.IsAnyRunning());

        Assert.Equal(deployment.Id, (await environment.ReadLiveAsync(Bench.Operation(), Token)).Value!.Id);
        var again = await _bench.Open().RestartAsync(deployment, Bench.Operation("restart"), Token);

        Assert.Contains("healthy", await _bench.GetAsync(again, "health"), StringComparison.Ordinal);
        Assert.Equal(again, (await environment.ReadLiveAsync(Bench.Operation(), Token)).Value);
    }

    [Fact]
    public async Task What_is_live_is_not_stopped()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await environment.MakeLiveAsync(deployment, Bench.Operation("promote"), Token);

        foreach (var call in new Func<Task>[]
        {
            () => environment.RetireAsync(deployment, Bench.Operation("retire"), Token),
            () => environment.DeleteAsync(deployment.Id, Bench.Operation("delete"), Token),
            () => environment.CancelDeployAsync(Bench.Operation(), Token),
        })
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(call);
            Assert.False(refusal.IsTransient);
            Assert.Contains("is live", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Contains("healthy", await _bench.GetAsync(deployment, "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_deployment_that_was_ready_is_made_live()
    {
        var environment = _bench.Open("--fail-start", "broken");
        await Assert.ThrowsAsync<ProviderException>(() => environment.DeployAsync(Bench.Operation(), Token));
        var failed = new Deployment { Id = new((string)_bench.Record()!["deployment"]!), Version = "2.0.0", Url = new("http://127.0.0.1:1/") };

        var never = await Assert.ThrowsAsync<ProviderException>(() => environment.MakeLiveAsync(failed, Bench.Operation(), Token));
        var unknown = await Assert.ThrowsAsync<ProviderException>(() => environment.MakeLiveAsync(failed with { Id = new("../../etc") }, Bench.Operation(), Token));

        Assert.Contains("never been ready", never.Message, StringComparison.Ordinal);
        Assert.Contains("There is no deployment", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_folder_that_cannot_be_understood_makes_the_live_deployment_unknown()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await environment.MakeLiveAsync(deployment, Bench.Operation("promote"), Token);
        _bench.BreakLive();

        var live = await environment.ReadLiveAsync(Bench.Operation(), Token);

        Assert.False(live.IsKnown);
        Assert.Contains("live.json", live.Reason, StringComparison.Ordinal);
        await environment.DisposeAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
