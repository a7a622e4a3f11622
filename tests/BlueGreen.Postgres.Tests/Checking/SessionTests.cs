using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Checking;

/// <summary>Whether the old version has left the database.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly Deployment Blue = new() { Id = new("shop-41"), Version = "41", Url = new("http://blue.test/") };
    private static readonly Deployment Green = new() { Id = new("shop-42"), Version = "42", Url = new("http://green.test/") };

    private MigratedDatabase _database = null!;
    private PostgresChecks _checks = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _checks = new(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _checks.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task It_passes_when_nobody_bears_blues_name_and_somebody_bears_greens()
    {
        await using var green = await _database.ConnectAsync("shop-42");
        Judge(await AskAsync(), passed: true, "nobody is called 'shop-41'", "1 are called 'shop-42'", _database.Name);
    }

    [Fact]
    public async Task Who_stays_is_named_with_what_to_do()
    {
        await using var green = await _database.ConnectAsync("shop-42");
        await using var idle = await _database.ConnectAsync("shop-41");
        await using var busy = await _database.ConnectAsync("shop-41");
        await ExecuteAsync(busy, "begin; select 1");
        Judge(await AskAsync(), passed: false, "2 sessions of blue, called 'shop-41'", $"pid {idle.ProcessID} of role postgres, idle for ", $"pid {busy.ProcessID} of role postgres, idle in transaction for ", "from 127.0.0.1", "Connection Idle Lifetime");
    }

    [Fact]
    public async Task It_waits_until_they_go()
    {
        await using var green = await _database.ConnectAsync("shop-42");
        var blue = await _database.ConnectAsync("shop-41");
        var waiting = AskAsync(options => options.Patience = TimeSpan.FromMinutes(5));
        await _database.UntilAsync("select count(*) > 0 from pg_stat_activity where application_name = 'bluegreen checks' and datname = current_database() and query ilike 'commit%'", Stop);
        Assert.False(waiting.IsCompleted);
        await blue.DisposeAsync();
        Judge(await waiting, passed: true, "nobody is called 'shop-41'");
    }

    [Fact]
    public async Task One_that_comes_and_goes_has_not_gone()
    {
        await using var green = await _database.ConnectAsync("shop-42");
        Judge(await AskAsync(options => (options.QuietFor, options.Patience) = (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50))), passed: false, "no session for less than 3600 s");
    }

    /// <summary>The server shows every role who has which name; the rest it hides.</summary>
    [Fact]
    public async Task A_role_without_rights_sees_them_too()
    {
        var role = $"looker_{_database.Name}";
        await _database.Cluster.ExecuteAsync($"create role {role} login password 'swordfish'");
        await using var checks = new PostgresChecks(_database.Cluster.ConnectionString(_database.Name, role));
        await using var green = await _database.ConnectAsync("shop-42");
        var blue = await _database.ConnectAsync("shop-41");
        Judge(await AskAsync(checks: checks), passed: false, $"1 session of blue, called 'shop-41': pid {blue.ProcessID} of role postgres (what else there is of it needs pg_read_all_stats)");
        await _database.Cluster.ExecuteAsync($"grant pg_read_all_stats to {role}");
        Judge(await AskAsync(checks: checks), passed: false, $"pid {blue.ProcessID} of role postgres, idle for ");
        await blue.DisposeAsync();
        Judge(await AskAsync(options => options.Patience = TimeSpan.FromMinutes(1), checks: checks), passed: true, "nobody is called 'shop-41'");
    }

    [Fact]
    public async Task Names_that_nobody_bears_prove_nothing()
    {
        await using var named = await _database.ConnectAsync("storefront");
        Judge(await AskAsync(), passed: false, "neither is anybody called 'shop-42'", "Application Name");
        Judge(await AskAsync(options => options.ExpectGreen = false), passed: true, "nobody is called 'shop-41'");
    }

    [Fact]
    public async Task A_session_without_a_name_may_be_blues_where_its_role_is_one_of_theirs()
    {
        var role = $"reporting_{_database.Name}";
        await _database.Cluster.ExecuteAsync($"create role {role} login password 'swordfish'");
        await using var green = await _database.ConnectAsync("shop-42");
        await using var stranger = new NpgsqlConnection($"{_database.Cluster.ConnectionString(_database.Name, role)};Pooling=false");
        await stranger.OpenAsync(Stop);
        Judge(await AskAsync(), passed: true, "nobody is called 'shop-41'");
        await using var nameless = new NpgsqlConnection($"{_database.ConnectionString};Pooling=false");
        await nameless.OpenAsync(Stop);
        Judge(await AskAsync(), passed: false, "1 session without an application_name, which may be blue's", $"pid {nameless.ProcessID} of role postgres");
    }

    [Fact]
    public async Task Names_are_compared_as_far_as_the_server_keeps_them()
    {
        var head = new string('x', 60);
        await using var green = await _database.ConnectAsync($"{head}-42-and-more");
        await using var blue = await _database.ConnectAsync($"{head}-41-and-more");
        Judge(await AskAsync(options => options.NameOf = deployment => $"{head}-{deployment.Value[5..]}-and-more"), passed: false, $"called '{head}-41'");
        await RefusedAsync(deployment => $"{head}---{deployment}", "cannot be told apart");
        await RefusedAsync(_ => "größe", "printable ASCII");
        await RefusedAsync(_ => "", "printable ASCII");

        async Task RefusedAsync(Func<DeploymentId, string> nameOf, string rule) =>
            Assert.Contains(rule, (await Assert.ThrowsAsync<ProviderException>(() => AskAsync(options => options.NameOf = nameOf))).Message);
    }

    [Fact]
    public async Task Without_blue_the_gate_is_open()
    {
        var check = _checks.NoSessionsOfBlue();
        Judge(await check.Handler!(Migrations.Operations.Make() with { Green = Green }, Stop), passed: true, "no blue", "first rollout");
    }

    [Fact]
    public async Task A_database_that_cannot_be_asked_is_no_database_without_sessions()
    {
        await using var away = new PostgresChecks($"{_database.Cluster.ConnectionString("nowhere")};Pooling=false");
        Judge(await AskAsync(checks: away), passed: false, "no such database");

        await using var primary = await PostgresCluster.StartAsync(isDurable: true);
        await using var standby = await primary.StartStandbyAsync("second_site");
        await using var behind = new PostgresChecks(standby.ConnectionString());
        Judge(await AskAsync(options => options.ExpectGreen = false, checks: behind), passed: false, "does not show the sessions of the primary");
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => _checks.NoSessionsOfBlue(new() { Patience = TimeSpan.FromSeconds(-1), LookEvery = TimeSpan.Zero }));
        Assert.Contains("Patience", thrown.Message);
        Assert.Contains("LookEvery", thrown.Message);
    }

    private Task<CheckResult> AskAsync(Action<PostgresSessionOptions>? configure = null, PostgresChecks? checks = null)
    {
        var options = new PostgresSessionOptions { Patience = TimeSpan.Zero, QuietFor = TimeSpan.Zero, LookEvery = TimeSpan.FromMilliseconds(20) };
        configure?.Invoke(options);
        return (checks ?? _checks).NoSessionsOfBlue(options).Handler!(Migrations.Operations.Make() with { Blue = Blue, Green = Green }, Stop);
    }

    private static void Judge(CheckResult result, bool passed, params string[] fragments)
    {
        Assert.True(result.Passed == passed, result.Detail);
        Assert.All(fragments, fragment => Assert.Contains(fragment, result.Detail, StringComparison.Ordinal));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
