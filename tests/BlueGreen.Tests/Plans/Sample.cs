using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans;

/// <summary>Plans and parts of plans that the tests begin with.</summary>
internal static class Sample
{
    public static SustainedCondition Errors { get; } = Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2));

    public static HealthCondition Failures { get; } = Metric.HealthFailures.InARow(3).Within(TimeSpan.FromMinutes(1));

    public static Probe Api { get; } = Probe.Get("api", "/health");

    /// <summary>Every role and one rule: only steps are missing.</summary>
    public static RolloutBuilder Roles(ITrafficRouter? router = null, string application = "shop") => new RolloutBuilder(application)
        .Environment(new FakeSite())
        .Traffic(router ?? new FakeRouter())
        .Metrics(FakeMetrics.Everything)
        .Health(Api)
        .Migrations(new FakeMigrations())
        .Services(new FakeBackup())
        .RollBackWhen(Errors);

    /// <summary>A plan with the fewest steps.</summary>
    public static RolloutBuilder Short() => Roles().DeployGreen().ShiftTo(Percentage.All).Promote();

    /// <summary>A plan that has come to the point of no return.</summary>
    public static RolloutBuilder Watched() => Short().Watch(TimeSpan.FromMinutes(10));

    /// <summary>The plan of the whole procedure.</summary>
    public static RolloutBuilder Storefront() => new RolloutBuilder("storefront")
        .Requires(Roles(application: "storefront-staging").Follow(RolloutProfiles.Standard).Build())
        .Environment(new FakeSite())
        .Traffic(new FakeRouter())
        .Metrics(new FakeMetrics("fake:edge", Metric.ErrorRate, Metric.ResponseTime, Metric.Throughput))
        .Metrics(FakeMetrics.Everything, only: [Metric.MemoryUsage, Metric.CpuUsage])
        .Health(
            Probe.Get("admin", "/api/admin/health"),
            Probe.Get("public", "/api/public/system-status"),
            Probe.Get("attempt", "/api/attempts/health"),
            Probe.Get("cache", "/api/cache/health"))
        .Migrations(new FakeMigrations())
        .Services(new FakeBackup())
        .RollBackWhen(Errors, Rollback.Immediate)
        .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
        .RollBackWhen(Failures, Rollback.Immediate)
        .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3)), Rollback.Gradual)
        .Retain(5)
        .Check(Checks.Command("npm", "run", "lint"), Checks.Command("npm", "test"), Checks.Variable("DATABASE_URL"), Checks.Tcp("db", 5432))
        .BackUp(Snapshot.Deployment, Snapshot.Variables, Snapshot.Database(verify: true))
        .Consistent("orphan attempts", (_, _) => Task.FromResult(CheckResult.Pass("0 orphans")))
        .Expand()
        .DeployGreen(buildWith: Command.Run("npm", "run", "build:production"))
        .ProbeGreen(deadline: TimeSpan.FromMinutes(5))
        .Gate("critical flows", (green, cancellationToken) => FlowsAsync(green.Url, cancellationToken), deadline: TimeSpan.FromMinutes(3))
        .Gate("load", Checks.Command("npm", "run", "load-test"))
        .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2), requiring: Metric.ErrorRate.Below(Percentage.Of(1)))
        .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3), compare: Regression.Defaults)
        .ShiftTo(Percentage.All)
        .Promote().PointDns("www").PurgeCdn().VerifyHeader("x-deployment-version", new Uri("https://www.example.com/"))
        .Watch(TimeSpan.FromMinutes(10))
        .Approve("dba", within: TimeSpan.FromHours(4), onExpiry: Expiry.FinishWithoutContract)
        .PointOfNoReturn().Contract();

    private static Task FlowsAsync(Uri url, CancellationToken cancellationToken) => url.IsAbsoluteUri ? Task.CompletedTask : Task.FromCanceled(cancellationToken);
}
