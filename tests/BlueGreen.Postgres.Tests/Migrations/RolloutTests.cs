using BlueGreen.Events;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Rehearsing;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Migrations as a plan's steps.</summary>
public sealed class RolloutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-migrations-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public RolloutTests() => File.WriteAllText(Path.Combine(_folder, "1_name.sql"), """
        alter table articles add column name text;
        -- @down
        alter table articles drop column name;
        -- @backfill articles by id
        update articles set name = title where ${batch};
        -- @contract
        alter table articles drop column title;
        """);

    [Fact]
    public async Task A_rollout_expands_before_green_and_contracts_after_the_point_of_no_return()
    {
        await using var database = await ArticlesAsync();
        var seen = "";
        var result = await Plan(database)
            .Expand()
            .Consistent("both names", async (_, _) =>
            {
                seen = await ColumnsAsync(database);
                return CheckResult.Pass("there");
            })
            .DeployGreen().ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(2)).PointOfNoReturn().Contract().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal("id,name,title", seen);
        Assert.Equal("id,name", await ColumnsAsync(database));
        Assert.Equal(1, await database.QueryAsync<long>("select count(distinct rollout) from bluegreen.migration_event where rollout is not null"));
    }

    [Fact]
    public async Task A_rollout_that_fails_takes_its_expand_back()
    {
        await using var database = await ArticlesAsync();
        var result = await Plan(database)
            .Expand(revertOnRollback: true)
            .Consistent("never", (_, _) => Task.FromResult(CheckResult.Fail("not today")))
            .DeployGreen().ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Equal("id,title", await ColumnsAsync(database));
    }

    [Fact]
    public async Task A_rollout_whose_rehearsal_is_refused_changes_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "2_hasty.sql"), "alter table articles rename column title to headline;");
        await using var database = await ArticlesAsync();
        var result = await Plan(database)
            .Check(Checks.That("migrations rehearsed", MigrationRehearsal.Check(database.ConnectionString, MigrationSet.Read(_folder))))
            .Expand().DeployGreen().ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Equal("id,title", await ColumnsAsync(database));
    }

    /// <summary>The gate is where there is still a way back: where it is refused, the rollout takes it, or keeps green and leaves the contract to a later release. Nothing was removed.</summary>
    [Fact]
    public async Task A_gate_that_blue_keeps_shut_rolls_back_or_leaves_out_the_contract()
    {
        await using var database = await ArticlesAsync();
        await using var checks = new PostgresChecks(database.ConnectionString);
        var (environment, router, prober) = (new ReferenceEnvironment(), new ReferenceTrafficRouter(), new ReferenceHealthProber());
        var sessions = new PostgresSessionOptions { Patience = TimeSpan.FromSeconds(1), QuietFor = TimeSpan.Zero, ExpectGreen = false };
        var first = await Gated().RunAsync(new Release("1"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, first.Outcome);
        Assert.Equal("id,name", await ColumnsAsync(database));

        File.WriteAllText(Path.Combine(_folder, "2_size.sql"), "alter table articles add column size int;\n-- @contract\nalter table articles drop column name;");
        var blue = (await environment.ReadLiveAsync(Operations.Make(), Stop)).Value!;
        var stays = await database.ConnectAsync(blue.Id.Value);
        var refused = await Gated().RunAsync(new Release("2"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.RolledBack, refused.Outcome);
        Assert.DoesNotContain(refused.Journal, entry => entry.Event is PointOfNoReturnPassed);
        Assert.Contains($"pid {stays.ProcessID} of role postgres, idle", refused.Journal.Select(entry => entry.Event).OfType<StepFailed>().Single().Report.Summary);
        Assert.Equal("id,name,size", await ColumnsAsync(database));
        Assert.Equal(TrafficSplit.AllTo(blue.Id), router.Split);

        var kept = await Gated(GateFailure.FinishWithoutContract).RunAsync(new Release("3"), cancellationToken: Stop);
        Assert.Equal(RolloutOutcome.Succeeded, kept.Outcome);
        Assert.Contains($"pid {stays.ProcessID} of role postgres, idle", kept.Journal.Select(entry => entry.Event).OfType<GateDeclined>().Single().Report.Summary);
        Assert.Equal("id,name,size", await ColumnsAsync(database));
        Assert.NotEqual(TrafficSplit.AllTo(blue.Id), router.Split);

        await stays.DisposeAsync();
        Assert.Equal(RolloutOutcome.Succeeded, (await Gated().RunAsync(new Release("4"), cancellationToken: Stop)).Outcome);
        Assert.Equal("id,size", await ColumnsAsync(database));

        RolloutPlan Gated(GateFailure onFailure = GateFailure.RollBack) => Plan(database, environment, router, prober)
            .Expand().DeployGreen()
            .Consistent("green answers", (operation, _) =>
            {
                prober.Answer(operation.Green!.Url, "/", new(200));
                return Task.FromResult(CheckResult.Pass());
            })
            .ShiftTo(Percentage.All).Promote().Watch(TimeSpan.FromSeconds(2), deadline: TimeSpan.FromMinutes(5))
            .Gate("blue has left the database", checks.NoSessionsOfBlue(sessions), onFailure: onFailure).PointOfNoReturn().Contract().Build();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<MigratedDatabase> ArticlesAsync() => MigratedDatabase.CreateAsync("create table articles (id int primary key, title text); insert into articles values (1, 'a'), (2, 'b')");

    private static Task<string> ColumnsAsync(MigratedDatabase database) =>
        database.QueryAsync<string>("select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = 'articles'");

    private RolloutBuilder Plan(MigratedDatabase database, ReferenceEnvironment? environment = null, ReferenceTrafficRouter? router = null, ReferenceHealthProber? prober = null) =>
        new RolloutBuilder("shop")
            .Environment(environment ?? new()).Traffic(router ?? new()).WithoutTriggers("there are no users")
            .Health(Probe.Get("up", "/")).HealthProber(prober ?? new()).SampleEvery(TimeSpan.FromSeconds(1))
            .UsePostgresMigrations(database.ConnectionString, _folder);
}
