using System.Net;
using System.Net.Sockets;
using BlueGreen.Processes;

namespace BlueGreen.IntegrationTests.Processes;

public sealed class DeployTests : IAsyncDisposable
{
    private readonly Bench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_release_is_told_its_port_and_answers_there()
    {
        var deployment = await _bench.Open("--at", ChildProcessEnvironment.Port, ReleaseToken.Version).DeployAsync(Bench.Operation(), Token);

        var port = deployment.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("127.0.0.1", deployment.Url.Host);
        Assert.Equal(port, await _bench.GetAsync(deployment, "env/PORT"));
        Assert.Equal(Bench.Application, await _bench.GetAsync(deployment, "env/BLUEGREEN_APPLICATION"));
        Assert.Equal($"--at\n{port}\n2.0.0", await _bench.GetAsync(deployment, "args"));
    }

    [Fact]
    public async Task Arguments_arrive_unharmed()
    {
        string[] arguments = ["two words", "\"quoted\"", "it's", "$(touch /tmp/never)", "`id`", "; exit 1", "*", "", "-n", "a\\b", "$HOME", "äöü €", "&& >x"];

        var deployment = await _bench.Open(arguments).DeployAsync(Bench.Operation(), Token);

        Assert.Equal(arguments, (await _bench.GetAsync(deployment, "args")).Split('\n'));
    }

    [Fact]
    public async Task Folder_and_variables_arrive()
    {
        var command = TestApp.Storefront().In(_bench.State).With("GREETING", $"$(hello) {ReleaseToken.Version} at {ChildProcessEnvironment.Port}");

        var deployment = await _bench.Open(command, new()).DeployAsync(Bench.Operation(), Token);

        Assert.Equal(_bench.State, await _bench.GetAsync(deployment, "folder"));
        Assert.Equal($"$(hello) 2.0.0 at {deployment.Url.Port}", await _bench.GetAsync(deployment, "env/GREETING"));
    }

    [Fact]
    public async Task A_release_without_a_readiness_path_is_ready_when_it_listens()
    {
        await using var environment = new ChildProcessEnvironment(TestApp.Storefront(), new() { StateDirectory = _bench.State });

        var deployment = await environment.DeployAsync(Bench.Operation(), Token);

        Assert.Contains("healthy", await _bench.GetAsync(deployment, "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_leads_a_session_of_its_own()
    {
        var deployment = await _bench.Open().DeployAsync(Bench.Operation(), Token);

        var pid = await _bench.PidAsync(deployment);
        Assert.Equal(pid, ProcessTable.Find(pid)!.Session);
    }

    [Fact]
    public async Task Deploying_again_finds_the_same_process()
    {
        var environment = _bench.Open();

        var first = await environment.DeployAsync(Bench.Operation(), Token);
        var pid = await _bench.PidAsync(first);
        var second = await environment.DeployAsync(Bench.Operation(), Token);

        Assert.Equal(first, second);
        Assert.Equal(pid, await _bench.PidAsync(second));
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task Two_hosts_that_deploy_at_once_start_one_process()
    {
        var first = _bench.Open("--slow-start", _bench.Flag).DeployAsync(Bench.Operation(), Token);
        var second = _bench.Open("--slow-start", _bench.Flag).DeployAsync(Bench.Operation(), Token);
        await Bench.UntilAsync(() => _bench.CountRunning() > 0);
        Assert.False(first.IsCompleted || second.IsCompleted);

        await File.WriteAllTextAsync(_bench.Flag, "", Token);

        Assert.Equal(await first, await second);
        Assert.Equal(1, _bench.CountRunning());
    }

    [Fact]
    public async Task Blue_and_green_run_beside_each_other()
    {
        var environment = _bench.Open();

        var blue = await environment.DeployAsync(Bench.Operation("deploy-1", "1.0.0"), Token);
        var green = await environment.DeployAsync(Bench.Operation("deploy-2", "2.0.0"), Token);

        Assert.NotEqual(blue.Id, green.Id);
        Assert.NotEqual(blue.Url, green.Url);
        Assert.NotEqual(await _bench.PidAsync(blue), await _bench.PidAsync(green));
    }

    [Fact]
    public async Task A_release_that_ends_at_once_is_reported_with_its_code_and_last_lines()
    {
        var environment = _bench.Open("--fail-start", "no database at db:5432");

        var failure = await Assert.ThrowsAsync<ProviderException>(() => environment.DeployAsync(Bench.Operation(), Token));
        var again = await Assert.ThrowsAsync<ProviderException>(() => environment.DeployAsync(Bench.Operation(), Token));

        Assert.False(failure.IsTransient);
        Assert.Contains("exit code 7", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no database at db:5432", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, again.Message);
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        var environment = _bench.Open(Command.Run("no-such-program-here"), new());

        var failure = await Assert.ThrowsAsync<ProviderException>(() => environment.DeployAsync(Bench.Operation(), Token));

        Assert.False(failure.IsTransient);
        Assert.Contains("'no-such-program-here': no folder of the PATH holds it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_is_not_ready_in_time_is_reported()
    {
        var environment = _bench.Open("--slow-start", _bench.Flag);

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => environment.DeployAsync(Bench.Operation() with { TimeLeft = TimeSpan.Zero }, Token));

        Assert.Contains("before the deadline", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_another_program_took_is_left_to_it()
    {
        var environment = _bench.Open("--slow-start", _bench.Flag);
        var deploying = environment.DeployAsync(Bench.Operation(), Token);
        await Bench.UntilAsync(() => _bench.Record()?["process"] is not null);
        var taken = (int)_bench.Record()!["port"]!;
        using var other = new TcpListener(IPAddress.Loopback, taken);
        other.Start();

        await File.WriteAllTextAsync(_bench.Flag, "", Token);

        var deployment = await deploying;
        Assert.NotEqual(taken, deployment.Url.Port);
        Assert.True(await _bench.PidAsync(deployment) > 0);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_process_to_the_next_call()
    {
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = _bench.Open("--slow-start", _bench.Flag).DeployAsync(Bench.Operation(), impatience.Token);
        await Bench.UntilAsync(() => _bench.Record()?["process"] is not null);
        var pid = (int)_bench.Record()!["process"]!["pid"]!;
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        await File.WriteAllTextAsync(_bench.Flag, "", Token);
        var deployment = await _bench.Open().DeployAsync(Bench.Operation(), Token);

        Assert.Equal(pid, await _bench.PidAsync(deployment));
    }

    [Fact]
    public async Task A_version_makes_a_name_that_is_safe_in_files_and_addresses()
    {
        var deployment = await _bench.Open().DeployAsync(Bench.Operation(version: "../2.0 beta/ü"), Token);

        Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9._-]*$", deployment.Id.Value);
        Assert.Equal("../2.0 beta/ü", deployment.Version);
    }
}
