using BlueGreen.Postgres.Tests.Migrations;
using BlueGreen.PostgresServer;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Postgres.Tests.Checking;

/// <summary>Data is asked by SQL, without a trace in the database and without data of users in the record.</summary>
public sealed class ConsistencyTests : IAsyncLifetime
{
    private MigratedDatabase _database = null!;
    private PostgresChecks _checks = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync("""
            create table quiz (id int primary key);
            create table attempt (id int primary key, quiz int, email text, score numeric, at timestamptz default '2026-01-02 03:04:05Z');
            insert into quiz values (1);
            insert into attempt select n, 1, 'ann' || n || '@example.org', n * 1.5 from generate_series(1, 8) n;
            """);
        _checks = new(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _checks.DisposeAsync();
        await _database.DisposeAsync();
    }

    private const string Orphans = "select a.id, a.email from attempt a left join quiz q on q.id = a.quiz where q.id is null order by a.id";

    [Fact]
    public async Task A_count_is_zero_or_the_check_fails_with_the_count_and_rows()
    {
        var check = _checks.CountIsZero("select count(*) from attempt a where not exists (select from quiz where id = a.quiz);", samples: Orphans);
        await check.PassesAsync("0", _database.Name);
        await _database.ExecuteAsync("update attempt set quiz = 7 where id > 1");
        await check.FailsAsync("expected 0, got 7: id=2, email=***; id=3", "id=6, email=***; …", _database.Name);
    }

    [Fact]
    public async Task Offending_rows_are_counted_and_the_first_shown_without_text()
    {
        await _checks.NoRows(Orphans).PassesAsync("no rows");
        await _database.ExecuteAsync("update attempt set quiz = null where id in (2, 3)");
        await _checks.NoRows(Orphans).FailsAsync("found 2: id=2, email=***; id=3, email=*** (");
    }

    [Fact]
    public async Task Many_offending_rows_are_bounded()
    {
        await _checks.NoRows("select n from generate_series(1, 5000) n").FailsAsync("found more than 1000: n=1; n=2; n=3; n=4; n=5; …");
        var wide = await _checks.NoRows("select 1 a, 2 b, 3 c, 4 d, 5 e, 6 f, 7 g, 8 h, 9 i").RunAsync();
        Assert.Contains("h=8, … (", wide.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_shown_where_asked_for_and_anything_can_be_hidden()
    {
        var options = new PostgresCheckOptions { SampleRows = 1 };
        options.ShowText.UnionWith(["Email", "score"]);
        options.Hide.UnionWith(["SCORE"]);
        await using var checks = new PostgresChecks(_database.ConnectionString, options);
        await checks.NoRows("select email, score, at, repeat('x', 99) as email, array[1] as list, null as nothing from attempt order by id")
            .FailsAsync("found 8: email=ann1@example.org, score=***, at=2026-01-02T03:04:05.0000000Z, email=xxx", "x…, list=***, nothing=null; … (");
        await checks.ValueIs<string>("select email from attempt where id = 1", "nobody").FailsAsync("expected nobody, got ann1@example.org");
        await _checks.ValueIs<string>("select email from attempt where id = 1", "nobody").FailsAsync("expected nobody, got ***");
    }

    [Fact]
    public async Task A_value_is_the_expected_one_or_keeps_a_rule()
    {
        await _checks.ValueIs("select count(*) from attempt", 8L).PassesAsync("8, as expected");
        await _checks.ValueIs("select count(*) from attempt", 8).PassesAsync();
        await _checks.ValueIs("select bool_and(score > 0) from attempt", true).PassesAsync("true");
        await _checks.Value<decimal>("select sum(score) from attempt", sum => sum > 100, "above 100").FailsAsync("expected above 100, got 54.0");
        await _checks.Value<long>("select max(id) from attempt where id > 99", _ => true, "anything").FailsAsync("expected anything, got null");
    }

    [Theory]
    [InlineData("select 1 where false", "got no row")]
    [InlineData("select n from generate_series(0, 1) n", "got several rows")]
    [InlineData("select email from attempt limit 1", "not of the type", "Cast it")]
    [InlineData("select (select email from attempt limit 1)::bigint", "could not be computed or converted (22P02)")]
    [InlineData("select 1 / 0", "22012")]
    [InlineData("select count(*) from nowhere", "\"nowhere\" does not exist", "Correct the query")]
    [InlineData("selct 1", "not understood", "42601")]
    public async Task What_is_no_answer_fails(string sql, params string[] fragments)
    {
        var result = await _checks.CountIsZero(sql).RunAsync();
        Assert.False(result.Passed);
        Assert.All(fragments, fragment => Assert.Contains(fragment, result.Detail, StringComparison.Ordinal));
        Assert.DoesNotContain("example.org", result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with gone as (delete from attempt returning id) select count(*) from gone")]
    [InlineData("update attempt set score = 0")]
    [InlineData("select nextval('counter')")]
    public async Task Nothing_can_be_written(string sql)
    {
        await _database.ExecuteAsync("create sequence counter");
        await _checks.CountIsZero(sql).FailsAsync("would have written", "only reads");
        Assert.Equal(8, await _database.QueryAsync<long>("select count(*) from attempt where score > 0"));
    }

    [Theory]
    [InlineData("commit; delete from attempt; select 0")]
    [InlineData("select 0; select 0")]
    [InlineData("select 'open")]
    [InlineData("-- nothing")]
    public void A_check_is_one_statement(string sql)
    {
        Assert.Contains("one statement", Assert.Throws<ArgumentException>(() => _checks.CountIsZero(sql)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _checks.CountIsZero("select 0", samples: sql));
        Assert.Throws<ArgumentException>(() => _checks.NoRows(sql));
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended_on_the_server()
    {
        await using var checks = new PostgresChecks(_database.ConnectionString, new() { StatementTimeout = TimeSpan.FromMilliseconds(100) });
        await checks.CountIsZero("select count(*) from (select pg_sleep(3600)) endless").FailsAsync("did not answer within 00:00:00.1000000", "give the check more time");
    }

    [Fact]
    public async Task The_step_s_time_is_the_limit_where_it_is_shorter()
    {
        var result = await _checks.CountIsZero("select count(*) from (select pg_sleep(3600)) endless").RunAsync(timeLeft: TimeSpan.FromSeconds(1));
        Assert.False(result.Passed);
        Assert.Contains("did not answer within", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_is_no_verdict()
    {
        using var stop = new CancellationTokenSource();
        var running = _checks.CountIsZero("select count(*) from (select pg_sleep(3600)) endless").RunAsync(stop: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_database_that_is_away_fails_the_check_without_the_password()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var away = new PostgresChecks(cluster.ConnectionString("shop", password: "swordfish", port: 1));
        await away.CountIsZero("select 0").FailsAsync("database 'shop' on 127.0.0.1:1", "cannot be reached");
        await using var refused = new PostgresChecks(cluster.ConnectionString(_database.Name, password: "wrong-swordfish"));
        await refused.CountIsZero("select 0").FailsAsync("28P01", "password was refused");
    }

    [Fact]
    public void Another_query_or_rule_is_another_version()
    {
        string[] versions = [_checks.CountIsZero("select 0").Version, _checks.CountIsZero("select 1").Version, _checks.NoRows("select 0").Version, _checks.ValueIs("select 0", 1L).Version];
        Assert.Equal(4, versions.Distinct().Count());
        Assert.Equal(versions[0], _checks.CountIsZero("select 0;").Version);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_told_together()
    {
        var failure = Assert.Throws<ArgumentException>(() => new PostgresChecks(_database.ConnectionString, new() { SampleRows = -1, StatementTimeout = TimeSpan.Zero }));
        Assert.Contains("SampleRows", failure.Message, StringComparison.Ordinal);
        Assert.Contains("StatementTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_consistency_check_has_code()
    {
        var failure = Assert.Throws<ArgumentException>(() => Plan().Consistent("disk", Checks.Command("df")));
        Assert.Contains("Run it with Check() or Gate()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_checks_before_during_and_after()
    {
        var result = await Plan()
            .Consistent("before", _checks.NoRows(Orphans))
            .DeployGreen().ShiftTo(Percentage.Of(10)).Consistent("during", _checks.NoRows(Orphans)).ShiftTo(Percentage.All).Promote()
            .Consistent("after", _checks.CountIsZero($"select count(*) from ({Orphans}) o")).Build()
            .RunAsync(new Release("2"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
    }

    [Fact]
    public async Task A_plan_ends_where_data_is_not_consistent_and_says_which()
    {
        await _database.ExecuteAsync("update attempt set quiz = 7 where id = 4");
        var result = await Plan().Consistent("orphan attempts", _checks.NoRows(Orphans)).DeployGreen().ShiftTo(Percentage.All).Promote().Build()
            .RunAsync(new Release("2"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(RolloutOutcome.Failed, result.Outcome);
        Assert.Contains("orphan attempts", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("id=4, email=***", result.ToString(), StringComparison.Ordinal);
    }

    private static RolloutBuilder Plan() =>
        new RolloutBuilder("shop")
            .Environment(new ReferenceEnvironment()).Traffic(new ReferenceTrafficRouter()).WithoutTriggers("there are no users")
            .Health(Probe.Get("up", "/")).HealthProber(new ReferenceHealthProber()).SampleEvery(TimeSpan.FromSeconds(1));
}
