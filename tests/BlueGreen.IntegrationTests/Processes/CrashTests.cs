using System.Diagnostics;
using System.Text.Json.Nodes;

namespace BlueGreen.IntegrationTests.Processes;

public sealed class CrashTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_new_host_finds_what_the_last_one_deployed()
    {
        var before = await _bench.Open().DeployAsync(Bench.Operation(), Token);
        var pid = await _bench.PidAsync(before);

        var after = await _bench.Open().DeployAsync(Bench.Operation(), Token);

        Assert.Equal(before, after);
        Assert.Equal(pid, await _bench.PidAsync(after));
    }

    [Fact]
    public async Task What_is_live_outlives_a_host_that_is_killed()
    {
        var host = _bench.Track(TestApp.StartHost(_bench.State, "deploy-1"));
        await host.StandardOutput.ReadLineAsync(Token);
        var url = await host.StandardOutput.ReadLineAsync(Token);

        await KillAsync(host);

        var live = await _bench.Open().ReadLiveAsync(Bench.Operation(epoch: 2), Token);
        Assert.Equal(url, live.Value!.Url.ToString());
        Assert.Contains("healthy", await _bench.GetAsync(live.Value, "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deploy_goes_on_after_its_host_was_killed()
    {
        var host = _bench.Track(TestApp.StartHost(_bench.State, "deploy-1", "--slow-start", _bench.Flag));
        await Bench.UntilAsync(() => _bench.Record()?["process"] is not null);
        var pid = (int)_bench.Record()!["process"]!["pid"]!;
        await KillAsync(host);
        Assert.True(Bench.IsRunning(pid));

        await File.WriteAllTextAsync(_bench.Flag, "", Token);
        var deployment = await _bench.Open().DeployAsync(Bench.Operation(epoch: 2), Token);

        Assert.Equal(pid, await _bench.PidAsync(deployment));
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task A_process_that_was_started_but_not_noted_is_found()
    {
        var before = await _bench.Open().DeployAsync(Bench.Operation(), Token);
        var pid = await _bench.PidAsync(before);
        _bench.Edit(Unnote);

        var after = await _bench.Open().DeployAsync(Bench.Operation(), Token);

        Assert.Equal(before, after);
        Assert.Equal(pid, await _bench.PidAsync(after));
        Assert.Equal(pid, (int)_bench.Record()!["process"]!["pid"]!);
    }

    [Fact]
    public async Task A_process_that_was_started_but_not_noted_is_cancelled()
    {
        await _bench.Open().DeployAsync(Bench.Operation(), Token);
        _bench.Edit(Unnote);

        await _bench.Open().CancelDeployAsync(Bench.Operation(), Token);

        Assert.False(_bench.IsAnyRunning());
    }

    [Fact]
    public async Task A_process_that_was_intended_but_not_started_is_started()
    {
        var before = await _bench.Open().DeployAsync(Bench.Operation(), Token);
        await _bench.ExitAsync(before);
        await Bench.UntilAsync(() => !_bench.IsAnyRunning());
        _bench.Edit(Unnote);

        var after = await _bench.Open().DeployAsync(Bench.Operation(), Token);

        Assert.Equal(before.Id, after.Id);
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task A_release_that_ended_while_no_host_ran_is_a_failed_deploy()
    {
        var deployment = await _bench.Open().DeployAsync(Bench.Operation(), Token);
        _bench.Edit(record => record["state"] = "Starting");
        await _bench.ExitAsync(deployment);
        await Bench.UntilAsync(() => !_bench.IsAnyRunning());

        var failure = await Assert.ThrowsAsync<ProviderException>(() => _bench.Open().DeployAsync(Bench.Operation(), Token));

        Assert.Contains("unknown exit code", failure.Message, StringComparison.Ordinal);
        Assert.Contains("storefront is up", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_now_belongs_to_another_process_is_not_ours()
    {
        var stranger = _bench.Track(Process.Start("sleep", "1000"));
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await _bench.ExitAsync(deployment);
        await Bench.UntilAsync(() => !_bench.IsAnyRunning());
        _bench.Edit(record =>
        {
            record["process"]!["pid"] = stranger.Id;
            record["process"]!["startTime"] = 1;
        });

        await environment.RetireAsync(deployment, Bench.Operation("retire-1"), Token);
        Assert.False(stranger.HasExited);

        var again = await environment.RestartAsync(deployment, Bench.Operation("restart-1"), Token);
        Assert.NotEqual(stranger.Id, await _bench.PidAsync(again));
    }

    [Fact]
    public async Task A_process_of_an_earlier_boot_is_started_again()
    {
        var environment = _bench.Open();
        var deployment = await environment.DeployAsync(Bench.Operation(), Token);
        await _bench.ExitAsync(deployment);
        await Bench.UntilAsync(() => !_bench.IsAnyRunning());
        _bench.Edit(record =>
        {
            record["state"] = "Starting";
            record["process"]!["bootId"] = "earlier";
        });

        var again = await environment.DeployAsync(Bench.Operation(), Token);

        Assert.Contains("healthy", await _bench.GetAsync(again, "health"), StringComparison.Ordinal);
    }

    private static void Unnote(JsonNode record)
    {
        record["state"] = "Starting";
        record["process"] = null;
    }

    private static Task KillAsync(Process host)
    {
        host.Kill();
        return host.WaitForExitAsync(Token);
    }
}
