namespace BlueGreen.IntegrationTests.Processes;

public sealed class StopTests : IAsyncDisposable
{
    private static readonly ChildProcessOptions Impatient = new() { StopGrace = TimeSpan.FromMilliseconds(200) };

    private readonly Bench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_retired_deployment_ends_and_can_be_started_again()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);

        await environment.RetireAsync(deployment, Bench.Operation("retire"), Token);
        Assert.False(_bench.IsAnyRunning());
        await environment.RetireAsync(deployment, Bench.Operation("retire"), Token);

        var again = await environment.RestartAsync(deployment, Bench.Operation("restart"), Token);
        Assert.Equal(deployment.Id, again.Id);
        Assert.Contains("healthy", await _bench.GetAsync(again, "health"), StringComparison.Ordinal);
        Assert.Equal(again, await environment.RestartAsync(deployment, Bench.Operation("restart"), Token));
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task A_release_that_ignores_the_request_to_end_is_killed()
    {
        var environment = _bench.Open(TestApp.Storefront("--ignore-term"), Impatient);
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);

        await environment.RetireAsync(deployment, Bench.Operation("retire"), Token);

        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task A_cancelled_deploy_is_gone_with_all_its_processes_and_never_comes_back()
    {
        var deployment = await _bench.Open("--child", "sleep").DeployAsync(Bench.Operation(), Token);
        var pids = await _bench.PidsAsync(deployment);
        Assert.Equal(2, pids.Length);

        await _bench.Open().CancelDeployAsync(Bench.Operation(), Token);

        Assert.DoesNotContain(true, pids.Select(Bench.IsRunning));
        await Assert.ThrowsAsync<ProviderException>(() => _bench.Open().DeployAsync(Bench.Operation(), Token));
        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task A_deploy_that_is_cancelled_by_another_host_stops_waiting()
    {
        var deploying = _bench.Open("--slow-start", _bench.Flag).DeployAsync(Bench.Operation(), Token);
        await Bench.UntilAsync(() => _bench.Record()?["process"] is not null);

        await _bench.Open().CancelDeployAsync(Bench.Operation(), Token);

        Assert.Contains("was cancelled", (await Assert.ThrowsAsync<ProviderException>(() => deploying)).Message, StringComparison.Ordinal);
        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task A_deploy_that_never_began_is_cancelled_for_good()
    {
        await _bench.Open().CancelDeployAsync(Bench.Operation(), Token);
        await _bench.Open().CancelDeployAsync(Bench.Operation(), Token);

        await Assert.ThrowsAsync<ProviderException>(() => _bench.Open().DeployAsync(Bench.Operation(), Token));
        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task Old_deployments_are_listed_and_deleted()
    {
        var environment = _bench.Open();
        var blue = await environment.DeployAsync(Bench.Operation("deploy-1", "1.0.0"), Token);
        var green = await environment.DeployAsync(Bench.Operation("deploy-2", "2.0.0"), Token);
        await environment.MakeLiveAsync(green, Bench.Operation("promote"), Token);

        var kept = await environment.ListAsync(Bench.Operation(), Token);
        Assert.Equal([green, blue], kept.Select(item => item.Deployment));
        Assert.Equal([true, false], kept.Select(item => item.IsLocked));

        await environment.DeleteAsync(blue.Id, Bench.Operation("delete"), Token);
        await environment.DeleteAsync(blue.Id, Bench.Operation("delete"), Token);

        Assert.Equal([green], (await environment.ListAsync(Bench.Operation(), Token)).Select(item => item.Deployment));
        Assert.All(_bench.Files(), file => Assert.StartsWith(green.Id.Value, file, StringComparison.Ordinal));
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task Live_and_the_one_to_return_to_outlive_the_host()
    {
        var (blue, green, other) = await DeployThreeAsync(_bench.Open());

        Assert.True(await AnswersAsync(blue));
        Assert.True(await AnswersAsync(green));
        Assert.False(await AnswersAsync(other));
    }

    [Fact]
    public async Task Nothing_outlives_a_host_that_says_so()
    {
        await DeployThreeAsync(_bench.Open(TestApp.Storefront(), new() { StopOnExit = true }));

        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task A_host_that_was_succeeded_leaves_everything_to_its_successor()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await _bench.Open().ReadLiveAsync(Bench.Operation(epoch: 2), Token);

        await environment.DisposeAsync();

        Assert.True(await AnswersAsync(deployment));
    }

    private static async Task<(Deployment Blue, Deployment Green, Deployment Other)> DeployThreeAsync(ChildProcessEnvironment environment)
    {
        var blue = await environment.DeployAsync(Bench.Operation("deploy-1", "1.0.0"), Token);
        var green = await environment.DeployAsync(Bench.Operation("deploy-2", "2.0.0"), Token);
        var other = await environment.DeployAsync(Bench.Operation("deploy-3", "3.0.0"), Token);
        await environment.MakeLiveAsync(blue, Bench.Operation("promote-1", intent: 1), Token);
        await environment.MakeLiveAsync(green, Bench.Operation("promote-2", intent: 2), Token);
        await environment.DisposeAsync();
        return (blue, green, other);
    }

    private async Task<bool> AnswersAsync(Deployment deployment)
    {
        try
        {
            return (await _bench.GetAsync(deployment, "health")).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
