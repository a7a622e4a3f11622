using BlueGreen;
using BlueGreen.Postgres;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Rehearsing;

namespace NetlifyPostgres.Plans;

/// <summary>The deployment procedure, as plans: what holds for a whole rollout, and then its steps in their order.</summary>
internal sealed class ExamPlans(Place place, Parties parties)
{
    public const string Application = "exams";
    public const string StagingApplication = "exams-staging";

    private readonly Times _times = place.Times;
    private readonly PostgresSessionOptions _sessions = new() { NameOf = deployment => $"exams {deployment}", QuietFor = place.Times.QuietFor };

    /// <summary>The same release on a site and a database of its own, with nobody but the tests to visit it.</summary>
    public RolloutPlan Staging(string version) => new RolloutBuilder(StagingApplication)
        .UseNetlify(parties.StagingSite)
        .Traffic(parties.StagingTraffic)
        .UsePostgresMigrations(place.StagingDatabase, place.MigrationsOf(version))
        .Health(Handlers)
        .RollBackWhen(Metric.HealthFailures.InARow(3).Within(_times.UnhealthyWithin))
        .SampleEvery(_times.SampleEvery)
        .Settle(_times.Settle)
        .Drain(TimeSpan.Zero)
        .Retain(5)

        .Check(
            Checks.Command(place.Script("lint")),
            Checks.Command(place.Script("type-check")),
            Checks.Command(place.Script("test")),
            Checks.Command(place.Script("test:integration")),
            Checks.Command(place.Script("audit")),
            Checks.That("migrations rehearsed", MigrationRehearsal.Check(place.StagingDatabase, MigrationSet.Read(place.MigrationsOf(version)))))
        .Expand()
        .DeployGreen(buildWith: place.Script("build:production"))
        .ProbeGreen(deadline: TimeSpan.FromMinutes(5))
        .Gate("smoke tests", Checks.Command(place.Script("test:smoke", ReleaseToken.GreenUrl)))
        .Gate("authentication", Checks.Command(place.Script("test:auth", ReleaseToken.GreenUrl)))
        .Gate("database operations", Checks.Command(place.Script("test:database", ReleaseToken.GreenUrl)))
        .Gate("load", Checks.Command(place.Script("load-test", ReleaseToken.GreenUrl)), compareWith: Baseline.Stored("staging-load"))
        .ShiftTo(Percentage.All)
        .Promote()
        .Wait(_times.StagingWatch)
        .Build();

    /// <summary>The standard deployment.</summary>
    public RolloutPlan Production(string version) => Common(version)
        .UsePostgresBackups(place.Database)
        .Requires(Staging(version))
        .RollBackWhen(When.GreenIsWorse(), Rollback.Immediate)

        // Preparation
        .Check(
            Checks.Variable("DEPLOYMENT_ENV"),
            Checks.Tcp(place.Api.Host, place.Api.Port),
            parties.Database.CanConnect(),
            parties.Database.NobodyWaitsLongerThan(TimeSpan.FromSeconds(30)))
        .BackUp(Snapshot.Deployment, Snapshot.Variables, Snapshot.Dns, Snapshot.Database(verify: true))
        .Expand()
        .Consistent("attempts have exam and student", OrphanAttempts)

        // Green
        .DeployGreen(buildWith: place.Script("build:production"))
        .ProbeGreen(deadline: TimeSpan.FromMinutes(5))
        .Gate("smoke tests", Checks.Command(place.Script("test:smoke", ReleaseToken.GreenUrl)))
        .Gate("critical flows", (green, stop) => CriticalFlows.RunAsync(green, stop), deadline: TimeSpan.FromMinutes(3))

        // Traffic
        .ShiftTo(Percentage.Of(10))
        .Bake(_times.FirstBake, requiring: Metric.ErrorRate.Below(Percentage.Of(1)), deadline: _times.BakeDeadline)
        .ShiftTo(Percentage.Of(50))
        .Bake(_times.SecondBake, compare: _times.AsWellAsBlue, deadline: _times.BakeDeadline)
        .Consistent("attempts have exam and student, with both versions", OrphanAttempts)
        .ShiftTo(Percentage.All)
        .Promote()
        .PointDns(Place.DirectName)
        .PurgeCdn()
        .VerifyHeader("x-deployment-version", place.LiveUrl)

        // Afterwards
        .Gate("API tests", Checks.Command(place.Script("test:api", ReleaseToken.GreenUrl)))
        .Watch(_times.Watch, deadline: _times.BakeDeadline)
        .Consistent("attempts have exam and student, afterwards", OrphanAttempts)
        .Gate("blue has left the database", parties.Database.NoSessionsOfBlue(_sessions), deadline: _times.BlueLeavesWithin)
        .PointOfNoReturn()
        .Contract()
        .Build();

    /// <summary>The short way for a critical fix. What may break is watched as closely; what takes long is left out.</summary>
    public RolloutPlan Emergency(string version, string reason) => Common(version)
        .Emergency(reason)
        .Check(Checks.Command(place.Script("lint")), Checks.Command(place.Script("test:critical")))
        .Expand()
        .DeployGreen(buildWith: place.Script("build:production"))
        .ProbeGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Wait(_times.EmergencyPause)
        .ProbeGreen()
        .Watch(_times.EmergencyWatch, deadline: _times.BakeDeadline)
        .Build();

    private static Probe[] Handlers =>
    [
        Probe.Get("admin_handler", "/api/admin/health"),
        Probe.Get("public_handler", "/api/public/system-status"),
        Probe.Get("attempt_handler", "/api/attempts/health"),
        Probe.Get("cache_handler", "/api/cache/health"),
    ];

    private Check OrphanAttempts => parties.Database.CountIsZero(
        """
        select count(*) from exam_attempts a
        left join exams e on e.id = a.exam_id
        left join students s on s.id = a.student_id
        where e.id is null or s.id is null
        """);

    /// <summary>Who does what, and the rules that hold from green's first request until the end.</summary>
    private RolloutBuilder Common(string version) => new RolloutBuilder(Application)
        .UseNetlify(parties.Site)
        .Traffic(parties.Traffic)
        .Metrics(parties.Metrics)
        .UsePostgresMigrations(place.Database, place.MigrationsOf(version), new PostgresMigrationOptions { OldSessions = _sessions })
        .Health(Handlers)
        .SampleEvery(_times.SampleEvery)
        .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(_times.ErrorsFor), Rollback.Immediate)
        .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(_times.SlowFor), _times.Gradual)
        .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(_times.FullFor), _times.Gradual)
        .RollBackWhen(Metric.CpuUsage.Above(Percentage.Of(90)).For(_times.BusyFor), _times.Gradual)
        .RollBackWhen(Metric.HealthFailures.InARow(3).Within(_times.UnhealthyWithin), Rollback.Immediate)
        .GradualRollback(_times.Gradual)
        .Settle(_times.Settle)
        .Drain(_times.Drain)
        .Retain(5);
}
