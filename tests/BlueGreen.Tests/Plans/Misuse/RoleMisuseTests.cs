using BlueGreen.Tests.Plans.Fakes;

namespace BlueGreen.Tests.Plans.Misuse;

public sealed class RoleMisuseTests
{
    private static readonly MisuseCase[] Cases =
    [
        new("no name", () => Steps(Sample.Roles(application: "")),
            "application: '' is no name of an application. Use 1 to 63 letters, digits, '.', '_' and '-', beginning with a letter or digit."),
        new("a name with a blank", () => Steps(Sample.Roles(application: "my shop")),
            "application: 'my shop' is no name of an application. Use 1 to 63 letters, digits, '.', '_' and '-', beginning with a letter or digit."),
        new("no environment", () => Steps(new RolloutBuilder("shop").Traffic(new FakeRouter()).WithoutTriggers("internal")),
            "environment: Nothing says where releases are deployed. Add .Environment(...), such as .Environment(new ChildProcessEnvironment(...))."),
        new("no router", () => Steps(new RolloutBuilder("shop").Environment(new FakeSite()).WithoutTriggers("internal")),
            "traffic: Nothing says who divides the traffic. Add .Traffic(...) with your traffic router."),
        new("two environments", () => Sample.Short().Environment(new FakeEnvironment("other")),
            "environment: It is stated 2 times: fake:site 1, then other 1. A plan says it once; keep one .Environment(...)."),
        new("two routers", () => Sample.Short().Traffic(new FakeRouter(5, "other")),
            "traffic: It is stated 2 times: fake:router 1, then other 1. A plan says it once; keep one .Traffic(...)."),
        new("two probers", () => Sample.Short().HealthProber(new FakeProber()).HealthProber(new FakeProber("other")),
            "health: It is stated 2 times: fake:prober 1, then other 1. A plan says it once; keep one .HealthProber(...)."),
        new("two migration runners", () => Sample.Short().Migrations(new FakeMigrations("other")),
            "migrations: It is stated 2 times: fake:migrations 1, then other 1. A plan says it once; keep one .Migrations(...)."),
        new("a router without steps", () => Steps(Sample.Roles(new FakeRouter(0))),
            "traffic: The router fake:router 1 says that its smallest step is 0%. Correct its Capabilities; 1% is usual."),
        new("a prober without probes", () => Steps(Bare()).HealthProber(new FakeProber()),
            "health: A prober is bound, but there is nothing to ask. Add .Health(Probe.Get(...)), or drop .HealthProber(...)."),
        new("a provider without identity", () => Sample.Short().Step("warm up", new FakeStep(" ")),
            "step 'warm up': The provider FakeStep has no identity. Let its Identity name what it is and what it acts on, so that a resumed rollout can tell whether it is the same."),
        new("a source asked for what it does not answer", () => Sample.Short().Metrics(new FakeMetrics("cpu", Metric.CpuUsage), only: [Metric.CpuUsage, Metric.MemoryUsage]),
            "metrics: cpu 1 is to be asked for memory_usage, which it does not answer. It answers cpu_usage; correct 'only'."),
        new("a source asked for nothing", () => Sample.Short().Metrics(new FakeMetrics("cpu", Metric.CpuUsage), only: []),
            "metrics: cpu 1 is asked for nothing. Drop the source, or name metrics that it answers."),
        new("two probes of one name", () => Sample.Short().Health(Probe.Get("api", "/other")),
            "probe 'api': 2 probes have this name. Results are told apart by name; give each its own."),
        new("a probe without a name", () => Sample.Short().Health(Probe.Get("", "/other")),
            "probe: The probe of '/other' has no name. Name it, as in Probe.Get(\"api\", \"/health\")."),
        new("a probe of an address", () => Sample.Short().Health(Probe.Get("web", "http://green/")),
            "probe 'web': The path 'http://green/' does not begin with '/'. Give the path under green's address, such as /health; green's address is not known yet."),
        new("a probe that expects nonsense", () => Sample.Short().Health(Probe.Get("web", "/").Expecting(600)),
            "probe 'web': It expects the status 600. HTTP knows 100 to 599."),
        new("a probe without time", () => Sample.Short().Health(Probe.Get("web", "/").Within(TimeSpan.Zero)),
            "probe 'web': Its time limit is 0 s. Give it a few seconds, as in .Within(TimeSpan.FromSeconds(5))."),
        new("a probe of an endpoint without a name", () => Sample.Short().Health(Probe.Get("web", "/").At(" ")),
            "probe 'web': It names an endpoint without a name. Name one of the deployment's endpoints, or leave it out."),
    ];

    public static TheoryData<string> Names => MisuseCase.Names(Cases);

    [Theory]
    [MemberData(nameof(Names))]
    public void Build_reports(string name) => Cases.Single(misuse => misuse.Name == name).Check();

    private static RolloutBuilder Bare() =>
        new RolloutBuilder("shop").Environment(new FakeSite()).Traffic(new FakeRouter()).WithoutTriggers("internal");

    private static RolloutBuilder Steps(RolloutBuilder plan) => plan.DeployGreen().ShiftTo(Percentage.All).Promote();
}
