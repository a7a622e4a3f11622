using BlueGreen.Events;
using BlueGreen.Plans;
using BlueGreen.Postgres.Recovery;
using BlueGreen.Postgres.Tests.Fixtures;
using BlueGreen.PostgresServer;
using BlueGreen.Reporting;
using BlueGreen.Testing.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>A restore point before each stage of a real rollout, and back to one of them by what the report says.</summary>
public sealed class RestorePointRolloutTests(ITestOutputHelper output) : IAsyncDisposable
{
    private readonly List<PostgresCluster> _servers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-migrations-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_stage_can_be_come_back_to_with_the_commands_of_the_report()
    {
        await using var server = await ArchivedServer.StartAsync();
        var options = new PostgresRecoveryOptions
        {
            BaseBackup = new BaseBackupFolder(server.BaseBackup, $"cp {server.Archive}/%f %p"),
            SideFolder = server.Side,
            SidePort = PostgresCluster.FreePort(),
        };
        var result = await Plan(server.Cluster.ConnectionString())
            .RestorePoints(new PostgresRestorePoints(server.Cluster.ConnectionString(), options))
            .Expand().DeployGreen()
            .Consistent("rows before 50%", Insert(server, 1001, 1100))
            .ShiftTo(Percentage.Of(50))
            .Consistent("rows at 50%", Insert(server, 1101, 1200))
            .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(2)).PointOfNoReturn().Contract().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal("id,size", await ColumnsAsync(server.Cluster.ConnectionString()));
        var points = result.ToRecord().RecoveryPoints;
        Assert.Equal(
            ["before-expand", "before-shift-to-50%", "before-shift-to-100%", "before-promote", "before-contract"],
            points.Select(point => point.Name[$"shop_{result.Rollout}_".Length..]));
        Assert.All(points, point => Assert.StartsWith($"shop_{result.Rollout}_", point.Name));

        var (count, columns) = await RecoverAsync(points[2]);
        Assert.Equal((1200, "id,note,size"), (count, columns));
        (count, columns) = await RecoverAsync(points[1]);
        Assert.Equal((1100, "id,note,size"), (count, columns));
        (count, columns) = await RecoverAsync(points[0]);
        Assert.Equal((1000, "id,note"), (count, columns));

        async Task<(long Count, string Columns)> RecoverAsync(RecoveryPointRecord point)
        {
            output.WriteLine(point.Recovery);
            Assert.Contains($"    {point.Recovery.Split('\n')[1]}\n", result.ToRecord().ToMarkdown());
            await PostgresCluster.RunScriptAsync(point.Recovery);
            var side = new NpgsqlConnectionStringBuilder(server.Cluster.ConnectionString(port: options.SidePort)) { Pooling = false }.ConnectionString;
            var found = (await QueryAsync<long>(side, "select count(*) from exam"), await ColumnsAsync(side));
            await PostgresCluster.RunScriptAsync($"pg_ctl stop -D {server.Side} -m immediate -w && rm -rf {server.Side}");
            return found;
        }
    }

    [Fact]
    public async Task A_point_that_cannot_be_set_fails_its_stage()
    {
        await using var server = await ArchivedServer.StartAsync();
        var result = await Failing(server, RestorePointFailure.FailStage).RunAsync(new Release("2"), cancellationToken: Stop);

        Assert.Equal(RolloutOutcome.RolledBack, result.Outcome);
        var failed = result.Journal.Select(entry => entry.Event).OfType<StepFailed>().Single();
        Assert.Equal("restore point before shift to 100%", failed.Step);
        Assert.Contains("could not be archived", failed.Report.Summary);
        Assert.Equal(["restore point before expand", "restore point before shift to 50%"], result.ToRecord().RecoveryPoints.Select(point => point.Step));
    }

    [Fact]
    public async Task Before_the_contract_it_freezes_and_goes_on_when_the_archiver_is_mended()
    {
        await using var server = await ArchivedServer.StartAsync();
        var plan = Plan(server.Cluster.ConnectionString()).RestorePoints(new PostgresRestorePoints(server.Cluster.ConnectionString()))
            .Expand().DeployGreen().ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(2)).Consistent("the archive is lost", Lose(server)).PointOfNoReturn().Contract().Build();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging().AddBlueGreen().AddRollout("shop", (_, _) => plan);
        using var host = builder.Build();
        await host.StartAsync(Stop);
        var rollouts = host.Services.GetRequiredService<IRolloutClient>();
        var id = await rollouts.StartAsync("shop", new("2"), cancellationToken: Stop);
        Assert.Contains("could not be archived", (await UntilAsync<RolloutFrozen>(rollouts, id)).Reason);
        Assert.Equal("id,note,size", await ColumnsAsync(server.Cluster.ConnectionString()));

        Directory.Move($"{server.Archive}-gone", server.Archive);
        await rollouts.ResumeAsync(id, by: "ada", cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, (await UntilAsync<OutcomeReached>(rollouts, id)).Outcome);
        Assert.Equal("id,size", await ColumnsAsync(server.Cluster.ConnectionString()));
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Or_it_is_warned_of_and_the_rollout_goes_on()
    {
        await using var server = await ArchivedServer.StartAsync();
        var result = await Failing(server, RestorePointFailure.Warn).RunAsync(new Release("2"), cancellationToken: Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        var warned = result.Journal.Select(entry => entry.Event).OfType<StepCompleted>().Where(step => !step.Report.Findings.All(finding => finding.Passed)).ToArray();
        Assert.Equal(["restore point before shift to 100%", "restore point before promote"], warned.Select(step => step.Step));
        Assert.All(warned, step => Assert.Equal(EventImportance.Warning, step.GetImportance()));
        Assert.All(warned, step => Assert.Contains("goes on without restore point 'shop_", step.Report.Summary));
        Assert.Equal(2, result.ToRecord().RecoveryPoints.Length);
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("minimal")]
    [InlineData("standby")]
    public async Task A_server_that_cannot_is_found_before_anything_is_changed(string why)
    {
        var (server, expected) = await UnfitAsync(why);
        var points = new PostgresRestorePoints(server.ConnectionString());
        var result = await Plan(server.ConnectionString()).RestorePoints(points).DeployGreen().ShiftTo(Percentage.All).Promote().Build().RunAsync(new Release("2"), cancellationToken: Stop);

        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.DoesNotContain(result.Journal, entry => entry.Event is StepStarted);
        Assert.Contains(expected, result.Reason);
    }

    [Fact]
    public async Task A_plan_that_only_warns_goes_on_there_and_says_so_from_the_beginning()
    {
        await using var database = await TestDatabase.CreateAsync();
        var points = new PostgresRestorePoints(database.ConnectionString);
        var result = await Plan(database.ConnectionString).RestorePoints(points, RestorePointFailure.Warn)
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build().RunAsync(new Release("2"), cancellationToken: Stop);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        var preflight = result.Journal.Select(entry => entry.Event).OfType<BaselineCaptured>().Single().Report;
        Assert.Contains(preflight.Findings, finding => finding.Detail.Contains("goes on without restore points", StringComparison.Ordinal) && finding.Detail.Contains("archive_mode is off", StringComparison.Ordinal));
        Assert.Empty(result.ToRecord().RecoveryPoints);
    }

    [Theory]
    [InlineData(RestorePointFailure.FailStage, "fail the stage")]
    [InlineData(RestorePointFailure.Warn, "warn, and go on")]
    public void The_preview_says_what_happens_where_one_cannot_be_set(RestorePointFailure policy, string words)
    {
        var preview = Plan("Host=nowhere").RestorePoints(new PostgresRestorePoints("Host=nowhere"), policy).DeployGreen().ShiftTo(Percentage.All).Promote().Build().ToString();

        Assert.Equal(2, preview.Split($"where it cannot be set: {words}").Length - 1);
        Assert.Contains("restore point before shift to 100%", preview);
        Assert.DoesNotContain("before deploy green", preview);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>The archive goes away while green has half of the traffic.</summary>
    private RolloutPlan Failing(ArchivedServer server, RestorePointFailure policy) => Plan(server.Cluster.ConnectionString())
        .RestorePoints(new PostgresRestorePoints(server.Cluster.ConnectionString()), policy)
        .Expand().DeployGreen().ShiftTo(Percentage.Of(50))
        .Consistent("the archive is lost", Lose(server))
        .ShiftTo(Percentage.All).Promote().Build();

    private async Task<(PostgresCluster Server, string Expected)> UnfitAsync(string why)
    {
        switch (why)
        {
            case "minimal":
                _servers.Add(await PostgresCluster.StartAsync(isDurable: false, "wal_level = minimal", "max_wal_senders = 0"));
                return (_servers[^1], "wal_level is minimal. Set it to replica");
            case "standby":
                _servers.Add(await PostgresCluster.StartAsync());
                _servers.Add(await _servers[^1].StartStandbyAsync("standby"));
                return (_servers[^1], "it is a standby. Ask the primary");
            default:
                return (await PostgresCluster.SharedAsync(), "archive_mode is off");
        }
    }

    private static CheckHandler Lose(ArchivedServer server) => (_, _) =>
    {
        Directory.Move(server.Archive, $"{server.Archive}-gone");
        return Task.FromResult(CheckResult.Pass());
    };

    private static async Task<T> UntilAsync<T>(IRolloutClient rollouts, RolloutId id)
        where T : RolloutEvent
    {
        await foreach (var entry in rollouts.WatchAsync(id, cancellationToken: Stop))
        {
            if (entry.Event is T awaited)
            {
                return awaited;
            }
        }

        throw new InvalidOperationException($"The rollout closed without {typeof(T).Name}.");
    }

    private static CheckHandler Insert(ArchivedServer server, int from, int until) => async (_, _) =>
    {
        await server.Cluster.ExecuteAsync($"insert into exam (id) select generate_series({from}, {until})");
        return CheckResult.Pass();
    };

    private static Task<string> ColumnsAsync(string connectionString) =>
        QueryAsync<string>(connectionString, "select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = 'exam'");

    private static async Task<T> QueryAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Stop))!;
    }

    private RolloutBuilder Plan(string database)
    {
        File.WriteAllText(Path.Combine(_folder, "1_size.sql"), """
            alter table exam add column size int;
            -- @contract
            alter table exam drop column note;
            """);
        return new RolloutBuilder("shop")
            .Environment(new ReferenceEnvironment()).Traffic(new ReferenceTrafficRouter()).WithoutTriggers("there are no users")
            .Health(Probe.Get("up", "/")).HealthProber(new ReferenceHealthProber()).SampleEvery(TimeSpan.FromSeconds(1))
            .UsePostgresMigrations(database, _folder);
    }
}
